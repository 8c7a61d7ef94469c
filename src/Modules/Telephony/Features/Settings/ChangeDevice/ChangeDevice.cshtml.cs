using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Telephony.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeDevice(IHandle<ChangeDevice.Command> change, ICurrentUser me, IPeople people, IQuerySession session)
    : FormPage<DeviceFields>("_ChangeDeviceForm")
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Device Device { get; private set; } = null!;

    public IReadOnlyList<Person> People { get; private set; } = [];

    protected override string Next => "/admin/devices";

    protected override async Task<DeviceFields?> Load(CancellationToken ct)
    {
        if (await session.LoadAsync<Device>(Id, ct) is not { } device)
        {
            return null;
        }

        Device = device;
        People = await people.Of(me.Company, ct);
        return DeviceFields.Of(device);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Id, Input), ct);

    public sealed record Command(Guid Id, DeviceFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(DeviceFields.Rules rules) => RuleFor(command => command.Input).SetValidator(rules);
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
