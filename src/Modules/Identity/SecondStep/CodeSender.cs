using System.Globalization;
using System.Security.Cryptography;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.SecondStep;

/// <summary>Sends codes of six digits. The code of before works no more.</summary>
internal sealed class CodeSender(
    SecondFactorSecrets secrets,
    SecondFactorLimits limits,
    SecondFactorMail mail,
    ISms sms,
    IStringLocalizer<SecondFactorText> text,
    TimeProvider time
)
{
    /// <summary>A mail is added to the caller's transaction.</summary>
    /// <param name="before">What was sent in this sign-in so far.</param>
    /// <returns>What was sent; or, as a key of the texts, why nothing was.</returns>
    public async Task<(SentCode? Sent, string? WhyNot)> Send(
        CodeRecipient to,
        SentCode? before,
        IDocumentSession session,
        CancellationToken ct
    )
    {
        var now = time.GetUtcNow();
        if (before is not null && now < before.AgainAt)
        {
            return (null, "SendWait");
        }

        if (before?.Times >= SentCode.MostTimes || !limits.TrySend(to.User.Id, to.KnownBrowser))
        {
            return (null, "SendOften");
        }

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        if (to.By is SecondFactorMethod.Email)
        {
            await mail.Code(session, to.Company, to.User, code, ct);
        }
        else if (to.Number is null || !await sms.Send(to.Company, to.Number, text["CodeSms", code, (int)SentCode.Lasts.TotalMinutes], ct))
        {
            return (null, "SmsNotSent");
        }

        return (new SentCode(to.By, secrets.Protect(code), now, (before?.Times ?? 0) + 1), null);
    }
}

/// <param name="KnownBrowser">The mark of the browser that asks, when it knows this person.</param>
internal sealed record CodeRecipient(CompanyId Company, User User, SecondFactorMethod By, string? Number, string? KnownBrowser);
