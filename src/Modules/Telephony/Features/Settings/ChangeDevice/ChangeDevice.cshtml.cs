using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeDevice(IHandle<ChangeDevice.Command> change, ICurrentUser me, IPeople people, IQuerySession session) : PageModel
{
    [BindProperty]
    public DeviceFields Input { get; set; } = new();

    public Device Device { get; private set; } = null!;

    public IReadOnlyList<Person> People { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        Input = new DeviceFields
        {
            Name = Device.Name,
            Owner = Device.OwnerId,
            RequiresTls = Device.RequiresTls,
            RequiresSrtp = Device.RequiresSrtp,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await Find(id, ct))
        {
            return NotFound();
        }

        return await change.Handle(new Command(id, Input), ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_ChangeDeviceForm", invalid, prefix: "")
            : this.GoTo("/admin/devices");
    }

    async Task<bool> Find(Guid id, CancellationToken ct)
    {
        Device = (await session.LoadAsync<Device>(id, ct))!;
        People = await people.Of(me.Company, ct);
        return Device is not null;
    }

    public sealed record Command(Guid Id, DeviceFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, IPeople people, IStringLocalizer<SettingsText> text) =>
            RuleFor(command => command.Input).SetValidator(new DeviceFields.Rules(me, people, text));
    }

    public sealed class Handler(IDocumentSession session) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var (id, input) = (command.Id, command.Input);
            var stream = await session.Events.FetchForWriting<Device>(id, ct);
            if (stream.Aggregate is { } device)
            {
                stream.AppendMany(device.Change(input.Owner!.Value, input.Name!.Trim(), input.RequiresTls, input.RequiresSrtp));
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
