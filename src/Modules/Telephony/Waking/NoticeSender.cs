using System.Buffers.Text;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Telephony.Waking;

/// <summary>Sends what other modules have to tell to the browsers that calls wake.</summary>
internal sealed class NoticeSender(PushSubscriptions subscriptions, PushSender sender) : IPushNotices
{
    /// <summary>News for a day.</summary>
    static readonly TimeSpan Life = TimeSpan.FromDays(1);

    public async Task Send(CompanyId company, UserId person, PushNotice notice, CancellationToken ct)
    {
        var topic = Base64Url.EncodeToString(notice.About.ToByteArray()); // RFC 8030 §5.4: at most 32 signs
        var message = PushWords.Note(notice);
        foreach (var to in await subscriptions.Of(company, person, ct))
        {
            if (await sender.Send(to, message, topic, Life, ct) is PushOutcome.Gone)
            {
                await subscriptions.Remove(company, to, ct);
            }
        }
    }
}
