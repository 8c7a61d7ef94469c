using ConnectMe.Identity.Consent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>The company's policies: a text that is published is a new version, and everybody is asked again.</summary>
[Authorize(Rights.Administrator)]
internal sealed class PublishPolicy(
    IHandle<PublishPolicy.Command> publish,
    ICurrentUser me,
    PoliciesInMemory policies,
    PolicyTexts texts,
    ICompanies companies
) : PageModel
{
    public IReadOnlyList<PolicyForm> Forms { get; private set; } = [];

    public EmergencyNumbersForm Emergency =>
        new(
            [
                .. TelephoneNumbers
                    .EmergencyNumbersOf(companies.Of(me.Company).Country)
                    .Append("112")
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ],
            string.Join(", ", companies.Of(me.Company).EmergencyNumbers)
        );

    public void OnGet() => Forms = [.. Enum.GetValues<PolicyKind>().Select(kind => FormOf(kind))];

    public async Task<IActionResult> OnPostAsync([FromForm] Command input, CancellationToken ct)
    {
        ModelState.Clear();
        var before = policies.VersionOf(me.Company, input.Kind);
        if (await publish.Handle(input, ct) is Outcome.Invalid invalid)
        {
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
            return Partial(
                "_PolicyForm",
                FormOf(input.Kind) with
                {
                    Dutch = input.Dutch ?? "",
                    English = input.English ?? "",
                    Refusal = invalid.Failures[0].ErrorMessage,
                }
            );
        }

        return Partial(
            "_PolicyForm",
            FormOf(input.Kind) with
            {
                IsSaved = true,
                IsUnchanged = policies.VersionOf(me.Company, input.Kind) == before,
            }
        );
    }

    PolicyForm FormOf(PolicyKind kind) =>
        policies.Of(me.Company, kind) is { } own
            ? new PolicyForm(kind, own.Edition, own.Dutch, own.English)
            : new PolicyForm(kind, Policy.OurVersion, texts.Ours(kind, "nl"), texts.Ours(kind, "en"));

    public sealed record Command
    {
        public PolicyKind Kind { get; init; }
        public string? Dutch { get; init; }
        public string? English { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<PolicyText> text)
        {
            RuleFor(c => c.Kind).IsInEnum().WithMessage(_ => text["TextMissing"]);
            foreach (var language in new System.Linq.Expressions.Expression<Func<Command, string?>>[] { c => c.Dutch, c => c.English })
            {
                RuleFor(language)
                    .NotEmpty()
                    .WithMessage(_ => text["TextMissing"])
                    .MaximumLength(LongestText)
                    .WithMessage(_ => text["TextLong"]);
            }
        }

        const int LongestText = 50_000;
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, PolicyTexts texts, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = Policy.IdOf(me.Company.Value, command.Kind);
            var stream = await session.Events.FetchForWriting<Policy>(id, ct);
            var (dutch, english) = (Lines(command.Dutch), Lines(command.English));
            var before = stream.Aggregate;
            if ((before?.Dutch ?? texts.Ours(command.Kind, "nl"), before?.English ?? texts.Ours(command.Kind, "en")) == (dutch, english))
            {
                return Outcome.Done; // nobody is asked again for nothing
            }

            var version = (before?.Edition ?? Policy.OurVersion) + 1;
            stream.AppendOne(new PolicyPublished(id, command.Kind, version, dutch, english, time.GetUtcNow(), me.User.Value));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }

        /// <summary>Browsers send the ends of lines as CR LF.</summary>
        static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
    }
}

/// <param name="Version">The present one.</param>
internal sealed record PolicyForm(PolicyKind Kind, int Version, string Dutch, string English)
{
    public string? Refusal { get; init; }
    public bool IsSaved { get; init; }
    public bool IsUnchanged { get; init; }
}

/// <param name="Own">As they were typed.</param>
internal sealed record EmergencyNumbersForm(IReadOnlyList<string> OfCountry, string Own)
{
    public string? Refusal { get; init; }
    public bool IsSaved { get; init; }
}
