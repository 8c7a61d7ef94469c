using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Sms;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Numbering;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Sends a text message while the administrator waits, and says what came of it.</summary>
internal static class TestSms
{
    // The Host checks the token of every unsafe request.
    public static void MapTestSms(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/admin/sms/test", Answer).RequireAuthorization(Rights.Administrator).DisableAntiforgery();

    static async Task<IResult> Answer(
        [FromForm] string? number,
        ICurrentUser me,
        IQuerySession session,
        ICompanies companies,
        SmsDelivery delivery,
        IStringLocalizer<SmsText> text,
        CancellationToken ct
    )
    {
        var gateway = await session.LoadAsync<SmsGateway>(me.Company.Value, ct);
        var to = TelephoneNumbers.ReadMobile(number, companies.Of(me.Company).Country);
        var outcome = to is null ? null : await delivery.Send(gateway, to, text["TestText"], ct);
        return new Fragment<TestedSms>(
            "/Features/ConnectMe.Identity/Settings/TestSms/_TestedSms.cshtml",
            new TestedSms(to, gateway is null ? "" : new Uri(gateway.Address).Host, outcome)
        );
    }
}

/// <param name="To">Null: it was no mobile number, and nothing was sent.</param>
internal sealed record TestedSms(string? To, string Server, SmsOutcome? Outcome);
