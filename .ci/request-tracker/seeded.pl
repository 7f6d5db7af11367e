# Ends with 0 when the queue of the tests, or the agent where `agent` is asked for, is there already.
use strict;
use warnings;
use RT -init;

my ( $class, $name ) = ( $ARGV[0] // '' ) eq 'agent' ? ( 'RT::User', 'agent1' ) : ( 'RT::Queue', 'ServiceDesk' );
my $found = $class->new( RT->SystemUser );
$found->Load($name);
exit( $found->Id ? 0 : 1 );
