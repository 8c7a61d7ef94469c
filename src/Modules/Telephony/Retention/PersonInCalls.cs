using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Retention;

/// <summary>Where a person stands in the facts about calls, and how those read without them.</summary>
internal sealed class PersonInCalls(ErasedPerson person)
{
    readonly Guid _id = person.Id.Value;

    /// <returns>The same one when they are not in it.</returns>
    public CallEvent Without(CallEvent happened) =>
        happened switch
        {
            CallPlaced placed => Without(placed),
            CallAnswered answered when Is(answered.UserId) => answered with { UserId = ErasedPerson.Nobody },
            CallParked parked when Is(parked.UserId) => parked with { UserId = ErasedPerson.Nobody, Name = "" },
            CallTaken taken when Is(taken.UserId) => taken with { UserId = ErasedPerson.Nobody, Name = "" },
            CallHeld held when Is(held.UserId) => held with { UserId = ErasedPerson.Nobody },
            CallResumed resumed when Is(resumed.UserId) => resumed with { UserId = ErasedPerson.Nobody },
            CallMoved moved when Is(moved.UserId) => moved with { UserId = ErasedPerson.Nobody },
            CallNoted noted when Is(noted.UserId) => noted with { UserId = ErasedPerson.Nobody, Note = "" },
            CallSupervised supervised when Is(supervised.SupervisorId) || Is(supervised.AgentId) => supervised with
            {
                SupervisorId = Of(supervised.SupervisorId),
                AgentId = Of(supervised.AgentId),
            },
            _ => happened,
        };

    CallPlaced Without(CallPlaced placed)
    {
        var changed = placed;
        if (Is(placed.CallerId) || IsTheirs(placed.CallerExtension))
        {
            changed = changed with
            {
                CallerId = placed.CallerId is null ? null : ErasedPerson.Nobody,
                CallerName = "",
                CallerExtension = "",
                CallerRaw = null,
                Shown = null,
            };
        }

        if (Is(placed.CalleeId) || IsTheirs(placed.Dialled))
        {
            changed = changed with
            {
                CalleeId = placed.CalleeId is null ? null : ErasedPerson.Nobody,
                CalleeName = placed.CalleeName is null ? null : "",
                Dialled = placed.Dialled.StartsWith('+') ? "+" : "",
            };
        }

        return Is(placed.TransferredBy) ? changed with { TransferredBy = ErasedPerson.Nobody } : changed;
    }

    bool Is(Guid? id) => id == _id;

    bool IsTheirs(string number) => person.Numbers.Contains(number, StringComparer.Ordinal);

    Guid Of(Guid id) => Is(id) ? ErasedPerson.Nobody : id;
}
