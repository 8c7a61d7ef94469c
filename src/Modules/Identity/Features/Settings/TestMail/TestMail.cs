using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Sends a mail to the administrator who asks, while they wait, and says what came of it.</summary>
internal static class TestMail
{
    // The Host checks the token of every unsafe request.
    public static void MapTestMail(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/admin/mail/test", Answer).RequireAuthorization(Rights.Administrator).DisableAntiforgery();

    static async Task<IResult> Answer(
        ICurrentUser me,
        IQuerySession session,
        SmtpDelivery delivery,
        MailTokens tokens,
        IStringLocalizer<MailText> text,
        CancellationToken ct
    )
    {
        var user = await session.LoadAsync<User>(me.User.Value, ct);
        var settings = await session.LoadAsync<MailSettings>(me.Company.Value, ct);
        var message = new MailMessage(user?.Email ?? "", text["TestSubject"], text["TestText", user?.Name ?? ""]);
        tokens.Forget(me.Company.Value); // the secret is what is tried
        var fault = await delivery.Send(settings, message, ct);
        return new Fragment<TestedMail>(
            "/Features/ConnectMe.Identity/Settings/TestMail/_TestedMail.cshtml",
            new TestedMail(message.To, settings?.Host ?? "", fault)
        );
    }
}

/// <param name="Fault">Null: the server has taken it.</param>
internal sealed record TestedMail(string To, string Server, MailFault? Fault);
