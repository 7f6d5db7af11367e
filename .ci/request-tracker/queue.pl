# The desk of the tests: one queue, the field with our correlation id, and a user of the bot with no more rights than it needs.
use strict;
use warnings;
our ( @Queues, @CustomFields, @Users, @ACL );

my $queue = 'ServiceDesk';
my $bot   = 'mfa-help-bot';

@Queues = (
    {
        Name              => $queue,
        Description       => 'Access to accounts',
        CorrespondAddress => 'desk@desk.test',
        CommentAddress    => 'desk-comment@desk.test',
    }
);

@CustomFields = (
    {
        Name       => 'CorrelationId',
        Type       => 'FreeformSingle',
        LookupType => 'RT::Queue-RT::Ticket',
        MaxValues  => 1,
        Queue      => [$queue],
    }
);

# No password: it comes in by tokens only.
@Users = (
    {
        Name         => $bot,
        RealName     => 'MFA help bot',
        EmailAddress => 'mfa-help-bot@desk.test',
        Privileged   => 1,
    }
);

@ACL = (
    (
        map { { UserId => $bot, Queue => $queue, Right => $_ } }
            qw(SeeQueue ShowTicket CreateTicket CommentOnTicket ModifyTicket ShowTicketComments SeeCustomField ModifyCustomField)
    ),
    { UserId => $bot, Right => 'ManageAuthTokens' },
);

1;
