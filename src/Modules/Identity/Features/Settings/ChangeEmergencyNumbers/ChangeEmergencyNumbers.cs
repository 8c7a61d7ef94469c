using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Numbering;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>The numbers that the company adds to the emergency numbers of its country.</summary>
internal static class ChangeEmergencyNumbers
{
    // The Host checks the token of every unsafe request.
    public static void MapChangeEmergencyNumbers(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/admin/policies/emergency-numbers", Answer).RequireAuthorization(Rights.Administrator).DisableAntiforgery();

    static async Task<IResult> Answer(
        HttpContext context,
        [FromForm] string? numbers,
        IHandle<Command> change,
        ICurrentUser me,
        ICompanies companies,
        CancellationToken ct
    )
    {
        var outcome = await change.Handle(new Command(numbers), ct);
        var company = companies.Of(me.Company);
        var form = new EmergencyNumbersForm(
            [.. TelephoneNumbers.EmergencyNumbersOf(company.Country).Append("112").Distinct().Order(StringComparer.Ordinal)],
            outcome is Outcome.Invalid ? numbers ?? "" : string.Join(", ", company.EmergencyNumbers)
        );
        if (outcome is Outcome.Invalid invalid)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            form = form with { Refusal = invalid.Failures[0].ErrorMessage };
        }

        return new Fragment<EmergencyNumbersForm>(
            "/Features/ConnectMe.Identity/Settings/PublishPolicy/_EmergencyNumbers.cshtml",
            form with
            {
                IsSaved = outcome is not Outcome.Invalid,
            }
        );
    }

    public sealed record Command(string? Numbers)
    {
        public IReadOnlyList<string> Read() =>
            [
                .. (Numbers ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Distinct(StringComparer.Ordinal),
            ];
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<PolicyText> text) =>
            RuleFor(c => c.Numbers)
                .Must((command, _) => command.Read() is { Count: <= 20 } numbers && numbers.All(IsNumber))
                .WithMessage(_ => text["OwnNumbersWrong"]);

        static bool IsNumber(string number) => number.Length is >= 2 and <= 6 && number.All(char.IsAsciiDigit);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var company = me.Company.Value;
            await session.Events.WriteToAggregate<Company>(
                company,
                stream => stream.AppendOne(new EmergencyNumbersChanged(company, command.Read(), time.GetUtcNow(), me.User.Value)),
                ct
            );
            return Outcome.Done;
        }
    }
}
