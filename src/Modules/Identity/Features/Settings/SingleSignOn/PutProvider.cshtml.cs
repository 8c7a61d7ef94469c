using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SignIns;
using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Identity.Features;

/// <summary>One provider: how it is reached, and what the company leaves to it.</summary>
[Authorize(Rights.Administrator)]
internal sealed class PutProvider(IHandle<PutProvider.Command> put, IQuerySession session) : FormPage<ProviderFields>("_ProviderForm")
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public SignInProvider Provider { get; private set; } = null!;

    public string RedirectUri => ProviderArrival.BackTo(Request, Provider.Id);

    protected override async Task<ProviderFields?> Load(CancellationToken ct)
    {
        if (await session.LoadAsync<SignInProvider>(Id, ct) is not { } provider)
        {
            return null;
        }

        Provider = provider;
        return ProviderFields.Of(provider);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => put.Handle(new Command(Input with { Before = Provider }), ct);

    public sealed record Command(ProviderFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ProviderFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(
        IDocumentSession session,
        ProviderSecrets secrets,
        BrowserSessions sessions,
        ICurrentUser me,
        IAuditedRequest audit
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var provider = command.Input.ToProvider(secrets);
            audit.About(provider.Name);
            session.Store(provider);
            if (provider.IsOn)
            {
                await session.SaveChangesAsync(ct);
            }
            else
            {
                await sessions.SaveAndEndByProvider(session, provider.Id, but: me.Session, ct);
            }

            return Outcome.Done;
        }
    }
}
