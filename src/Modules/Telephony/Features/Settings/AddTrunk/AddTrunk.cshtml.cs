using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class AddTrunk(IHandle<AddTrunk.Command> add, IAuditedRequest audit) : FormPage<TrunkFields>("_AddTrunkForm")
{
    /// <summary>The provider to start from.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Preset { get; set; }

    protected override string Next => "/admin/trunks";

    protected override Task<TrunkFields?> Load(CancellationToken ct) =>
        Task.FromResult<TrunkFields?>(TrunkPreset.Of(Preset) is { } preset ? TrunkFields.Of(preset) : new TrunkFields());

    protected override Task<Outcome> Save(CancellationToken ct)
    {
        audit.About(Input.Name?.Trim() ?? "");
        return add.Handle(new Command(Input), ct);
    }

    public sealed record Command(TrunkFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TrunkFields.Rules rules, IStringLocalizer<SettingsText> text)
        {
            RuleFor(command => command.Input).SetValidator(rules);
            RuleFor(command => command.Input.Password)
                .NotEmpty()
                .When(command => command.Input.Method is TrunkMethod.Registration)
                .WithMessage(_ => text["TrunkNeedsPassword"]);
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TelephonySecrets secrets) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = Guid.CreateVersion7();
            var last = await session.Query<Trunk>().OrderByDescending(trunk => trunk.Rank).FirstOrDefaultAsync(ct);
            session.Events.StartStream<Trunk>(
                id,
                new TrunkAdded(id, me.Company.Value, command.Input.Name!.Trim(), (last?.Rank ?? 0) + 1, command.Input.ToSettings())
            );
            if (!string.IsNullOrEmpty(command.Input.Password))
            {
                session.Store(secrets.PasswordOf(id, command.Input.Password));
            }

            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
