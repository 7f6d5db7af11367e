# An agent of the desk, whom mail can be forged from: the gateway takes the sender's word for who wrote.
use strict;
use warnings;
our ( @Users, @ACL );

my $agent = 'agent1';

@Users = (
    {
        Name         => $agent,
        RealName     => 'Agent One',
        EmailAddress => 'agent1@desk.test',
        Privileged   => 1,
    }
);

@ACL = map { { UserId => $agent, Queue => 'ServiceDesk', Right => $_ } }
    qw(SeeQueue ShowTicket ReplyToTicket ModifyTicket OwnTicket);

1;
