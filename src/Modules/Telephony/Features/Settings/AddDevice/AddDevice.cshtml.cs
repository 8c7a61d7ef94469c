using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class AddDevice(IHandle<AddDevice.Command> add, ICurrentUser me, IPeople people, SipSettings sip, IAuditedRequest audit)
    : PageModel
{
    [BindProperty]
    public DeviceFields Input { get; set; } = new();

    public IReadOnlyList<Person> People { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => People = await people.Of(me.Company, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        audit.About(Input.Name?.Trim() ?? "");
        var command = new Command(Input, TelephonySecrets.NewUsername(), TelephonySecrets.NewSecret());
        if (await add.Handle(command, ct) is Outcome.Invalid invalid)
        {
            People = await people.Of(me.Company, ct);
            return this.Unprocessable("_AddDeviceForm", invalid, prefix: "");
        }

        return Partial("../_ShownOnce", new ShownOnce(Input.Name!.Trim(), command.Username, command.Secret, Request.Host.Host, sip.Port));
    }

    public sealed record Command(DeviceFields Input, string Username, string Secret);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(DeviceFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TelephonySecrets secrets, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = Guid.CreateVersion7();
            var (input, username) = (command.Input, command.Username);
            session.Events.StartStream<Device>(
                id,
                new DeviceAdded(
                    id,
                    me.Company.Value,
                    input.Owner!.Value,
                    input.Name!.Trim(),
                    username,
                    input.RequiresTls,
                    input.RequiresSrtp,
                    time.GetUtcNow()
                )
            );
            session.Insert(secrets.SecretOf(id, username, command.Secret));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
