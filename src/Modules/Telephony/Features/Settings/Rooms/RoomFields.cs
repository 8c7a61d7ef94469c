using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>What the administrator fills in for a conference room.</summary>
internal sealed record RoomFields
{
    public string? Name { get; init; }
    public string? Extension { get; init; }
    public string? Pin { get; init; }

    public static RoomFields Of(ConferenceRoom room) =>
        new()
        {
            Name = room.Name,
            Extension = room.Extension,
            Pin = room.Pin,
        };

    public ConferenceRoom ToRoom(Guid id) => new(id, Name!.Trim(), Extension!.Trim(), Pin?.Trim() ?? "");
}

/// <summary>Adds a room, or changes the one with that id.</summary>
internal static class PutRoom
{
    public sealed record Command(Guid Id, RoomFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(
            ICurrentUser me,
            ITelephonyConfigurations configurations,
            IFreeExtensions extensions,
            IStringLocalizer<SettingsText> text
        )
        {
            RuleFor(command => command.Input.Name)
                .Cascade(CascadeMode.Stop)
                .Must(name => !string.IsNullOrWhiteSpace(name))
                .WithMessage(_ => text["RoomNeedsName"])
                .MaximumLength(ConferenceRoom.LongestName)
                .WithMessage(_ => text["TooLong", ConferenceRoom.LongestName]);
            RuleFor(command => command.Input.Pin)
                .Must(pin =>
                    pin?.Trim() is not { Length: > 0 } typed
                    || (typed.Length is >= ConferenceRoom.ShortestPin and <= ConferenceRoom.LongestPin && typed.All(char.IsAsciiDigit))
                )
                .WithMessage(_ => text["RoomPinDigits", ConferenceRoom.ShortestPin, ConferenceRoom.LongestPin]);
            RuleFor(command => command)
                .CustomAsync(
                    async (command, context, ct) =>
                    {
                        var rooms = (await configurations.Of(me.Company, ct)).Rooms;
                        var own = rooms.FirstOrDefault(room => room.Id == command.Id);
                        if (await extensions.WhyNot(me.Company, command.Input.Extension, own?.Extension, ct) is { } why)
                        {
                            context.AddFailure("Input.Extension", why);
                        }

                        if (own is null && rooms.Count >= ConferenceRoom.Most)
                        {
                            context.AddFailure("Input.Name", text["TooManyRooms", ConferenceRoom.Most]);
                        }
                    }
                );
        }
    }

    public sealed class Handler(Marten.IDocumentSession session) : Kernel.IHandle<Command>
    {
        public async Task<Kernel.Outcome> Handle(Command command, CancellationToken ct)
        {
            var room = command.Input.ToRoom(command.Id);
            var stream = await session.Events.FetchForWriting<ConferenceRoom>(command.Id, ct);
            if (stream.Aggregate is null)
            {
                stream.AppendOne(new ConferenceRoomAdded(room.Id, room.Name, room.Extension, room.Pin));
            }
            else if (stream.Aggregate != room)
            {
                stream.AppendOne(new ConferenceRoomChanged(room.Id, room.Name, room.Extension, room.Pin));
            }

            await session.SaveChangesAsync(ct);
            return Kernel.Outcome.Done;
        }
    }
}

/// <summary>As the pages that add and change one name their fields.</summary>
internal sealed record RoomForm(RoomFields Input);
