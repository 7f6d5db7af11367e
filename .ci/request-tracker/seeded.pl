# Ends with 0 when the queue of the tests is there already.
use strict;
use warnings;
use RT -init;

my $queue = RT::Queue->new( RT->SystemUser );
$queue->Load('ServiceDesk');
exit( $queue->Id ? 0 : 1 );
