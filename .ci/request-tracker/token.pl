# Prints a new token for the user who is named.
use strict;
use warnings;
use RT -init;
use RT::AuthToken;

my $user = RT::CurrentUser->new( RT->SystemUser );
$user->Load( $ARGV[0] );
die "no such user\n" unless $user->Id;
my ( $made, $message, $token ) = RT::AuthToken->new($user)->Create( Owner => $user->Id, Description => 'tests' );
die "$message\n" unless $made;
print $token;
