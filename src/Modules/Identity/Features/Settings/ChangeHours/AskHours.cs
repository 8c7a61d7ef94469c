using System.Net;
using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What holds on a date, in words.</summary>
internal static class AskHours
{
    internal static IResult Answer(
        string? date,
        IBusinessHours hours,
        ICurrentUser me,
        IStringLocalizer<BrandText> text,
        IStringLocalizer<CompanyText> company
    ) =>
        AddDay.Read(date) is { } day
            ? TypedResults.Content(WebUtility.HtmlEncode(HoursInWords.On(hours.On(me.Company, day), text)), "text/html; charset=utf-8")
            : TypedResults.Content(
                WebUtility.HtmlEncode(company["DateMissing"].Value),
                "text/html; charset=utf-8",
                statusCode: StatusCodes.Status422UnprocessableEntity
            );
}
