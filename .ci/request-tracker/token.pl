# Prints a new token for the user who is named, in place of the earlier ones.
use strict;
use warnings;
use RT -init;
use RT::AuthToken;
use RT::AuthTokens;

my $user = RT::CurrentUser->new( RT->SystemUser );
$user->Load( $ARGV[0] );
die "no such user\n" unless $user->Id;

my $earlier = RT::AuthTokens->new( RT->SystemUser );
$earlier->LimitOwner( VALUE => $user->Id );
while ( my $token = $earlier->Next ) { $token->Delete }

my ( $made, $message, $token ) = RT::AuthToken->new($user)->Create( Owner => $user->Id, Description => 'tests' );
die "$message\n" unless $made;
print $token;
