using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;

namespace ConnectMe.Identity.Features;

/// <summary>The phones that the person has signed in, the last used first.</summary>
internal sealed class ShownPhones(ICurrentUser me, BrowserSessions sessions)
{
    public async Task<PhoneList> All(CancellationToken ct)
    {
        var phones = (await sessions.Of(me.Company, me.User, ct)).Where(session => session.Kind is SessionKind.MobileApp);
        return new PhoneList([.. phones.Select(session => new ShownPhone(session, session.Id == me.Session))]);
    }
}

/// <param name="LinkIsGone">It was used: the code on the screen goes.</param>
internal sealed record PhoneList(IReadOnlyList<ShownPhone> Phones, bool LinkIsGone = false);

/// <param name="IsThis">The phone that looks.</param>
internal sealed record ShownPhone(BrowserSession Session, bool IsThis);
