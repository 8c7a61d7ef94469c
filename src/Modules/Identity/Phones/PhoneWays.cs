using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Phones;

/// <summary>How a link can come to the phone of the person who asks: always by the screen, else by what the administrator has set up.</summary>
internal sealed class PhoneWays(ICurrentUser me, IQuerySession session, IEnumerable<ISms> gateways)
{
    /// <summary>Null when nothing in this installation sends text messages.</summary>
    public ISms? Sms { get; } = gateways.LastOrDefault();

    public async Task<PossibleWays> Now(HttpRequest request, CancellationToken ct)
    {
        var mail = await session.LoadAsync<MailSettings>(me.Company.Value, ct);
        var user = await session.LoadAsync<User>(me.User.Value, ct);
        var site = mail?.Site ?? $"{request.Scheme}://{request.Host}";
        return new PossibleWays(
            mail is not null && user is { Email.Length: > 0 } ? user.Email : null,
            Sms?.IsSet(me.Company) == true,
            site.TrimEnd('/')
        );
    }
}

/// <param name="Mail">The person's address; null when no mail can be sent.</param>
/// <param name="Site">Where phones reach ConnectMe: as the administrator says, else where this browser has reached it.</param>
internal sealed record PossibleWays(string? Mail, bool Sms, string Site)
{
    /// <summary>No phone gets there.</summary>
    public bool IsThisMachineOnly => new Uri(Site).IsLoopback;

    public string LinkOf(string token) => $"{Site}/phone?token={token}";
}
