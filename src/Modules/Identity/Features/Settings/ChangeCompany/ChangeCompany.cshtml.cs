using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Identity.Features;

/// <summary>What the company is called, where it is, and when it can be called.</summary>
[Authorize(Rights.Administrator)]
internal sealed class ChangeCompany(IHandle<ChangeCompany.Command> change, ICurrentUser me, CompaniesInMemory companies, OwnHours hours)
    : FormPage<CompanyFields>("_CompanyForm", showsSaved: true)
{
    public ShownHours Hours { get; private set; } = null!;

    public Guid? Logo => companies.Of(me.Company).Logo;

    protected override async Task<CompanyFields?> Load(CancellationToken ct)
    {
        Hours = await hours.Show(ct);
        return CompanyFields.Of(companies.Of(me.Company));
    }

    protected override Task<Outcome> Save(CancellationToken ct)
    {
        ModelState.Clear(); // validators speak
        return change.Handle(new Command(Input), ct);
    }

    public sealed record Command(CompanyFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(CompanyFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var company = me.Company.Value;
            await session.Events.WriteToAggregate<Company>(
                company,
                stream => stream.AppendOne(command.Input.ToEvent(company, time.GetUtcNow(), me.User.Value)),
                ct
            );
            return Outcome.Done;
        }
    }
}
