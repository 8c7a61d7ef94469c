using ConnectMe.Identity.Consent;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>At the first sign-in, and after a new version: agree to privacy policy and terms, and apart from those to the emergency policy (M2.1).</summary>
internal sealed class AgreeToPolicies(
    IHandle<AgreeToPolicies.Command> agree,
    ICurrentUser me,
    IPeople people,
    PoliciesInMemory policies,
    ICompanies companies
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public Command Input { get; set; } = new();

    public string Name { get; private set; } = "";

    public string Company { get; private set; } = "";

    public bool IsRefused { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (policies.StateOf(me.Company, me.User) is ConsentState.Given)
        {
            return LocalRedirect(LocalUrl.Or(ReturnUrl, "/"));
        }

        return await Show(new Command(), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ModelState.Clear();
        if (await agree.Handle(Input, ct) is not Outcome.Invalid)
        {
            return LocalRedirect(LocalUrl.Or(ReturnUrl, "/"));
        }

        IsRefused = true;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await Show(Input, ct);
    }

    /// <summary>With the versions that are shown: what is published while somebody reads is not agreed to.</summary>
    async Task<PageResult> Show(Command said, CancellationToken ct)
    {
        Input = said with { Versions = Versions(policies, me.Company) };
        Name = (await people.Of(me.Company, ct)).FirstOrDefault(person => person.Id == me.User)?.Name ?? "";
        Company = companies.Of(me.Company).Name;
        return Page();
    }

    static string Versions(PoliciesInMemory policies, CompanyId company) =>
        string.Join('.', Enum.GetValues<PolicyKind>().Select(kind => policies.VersionOf(company, kind)));

    public sealed record Command
    {
        public bool Privacy { get; init; }
        public bool Terms { get; init; }
        public bool Emergency { get; init; }
        public string? Versions { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, PoliciesInMemory policies, IStringLocalizer<PolicyText> text)
        {
            RuleFor(c => c.Privacy).Equal(toCompare: true).WithMessage(_ => text["AgreeToAll"]);
            RuleFor(c => c.Terms).Equal(toCompare: true).WithMessage(_ => text["AgreeToAll"]);
            RuleFor(c => c.Emergency).Equal(toCompare: true).WithMessage(_ => text["AgreeToAll"]);
            RuleFor(c => c.Versions).Must(versions => versions == Versions(policies, me.Company)).WithMessage(_ => text["AgreeToAll"]);
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, PoliciesInMemory policies, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = Consents.IdOf(me.User.Value);
            await session.Events.WriteToAggregate<Consents>(
                id,
                stream =>
                    stream.AppendOne(
                        new ConsentGiven(
                            id,
                            me.User.Value,
                            policies.VersionOf(me.Company, PolicyKind.Privacy),
                            policies.VersionOf(me.Company, PolicyKind.Terms),
                            policies.VersionOf(me.Company, PolicyKind.Emergency),
                            time.GetUtcNow()
                        )
                    ),
                ct
            );
            return Outcome.Done;
        }
    }
}
