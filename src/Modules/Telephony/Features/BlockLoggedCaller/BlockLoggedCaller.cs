using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.History;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Telephony.Features;

/// <summary>Blocks the other side of a call in the user's log (B12).</summary>
internal static class BlockLoggedCaller
{
    public static async Task<IResult> Answer(Guid id, IHandle<Command> handler, CancellationToken ct)
    {
        await handler.Handle(new Command(id), ct);
        return new Fragment<object?>("/Features/ConnectMe.Telephony/BlockLoggedCaller/_Blocked.cshtml", model: null);
    }

    public sealed record Command(Guid Call);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Call).NotEmpty();
    }

    public sealed class Handler(IQuerySession session, ICurrentUser me, IScreenings screenings, ICompanyPlace place) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var record = await session.LoadAsync<CallRecord>(command.Call, ct);
            if (record?.Outcome is not null && (record.CallerId == me.User.Value || record.CalleeId == me.User.Value))
            {
                var entry = CallLogEntry.Of(record, [], me.User.Value, place.Region);
                if (entry.OtherAddress is { } number)
                {
                    await screenings.Block(me.Company, me.User, number, entry.OtherName, ct);
                }
            }

            return Outcome.Done;
        }
    }
}
