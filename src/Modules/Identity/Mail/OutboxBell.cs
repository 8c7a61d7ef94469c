using System.Threading.Channels;
using ConnectMe.Identity.Domain;
using Marten;
using Marten.Services;

namespace ConnectMe.Identity.Mail;

/// <summary>Rings when a commit of this process added mail, or changed a mail server.</summary>
internal sealed class OutboxBell : DocumentSessionListenerBase
{
    readonly Channel<bool> _rung = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public ChannelReader<bool> Rung => _rung.Reader;

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (commit.Inserted.Any(document => document is OutgoingMail) || commit.Updated.Any(document => document is MailSettings))
        {
            _rung.Writer.TryWrite(true);
        }

        return Task.CompletedTask;
    }
}
