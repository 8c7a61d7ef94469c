using System.Collections.Immutable;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>Callers from outside whom a person does not want to hear of: they are told busy, and nothing rings.</summary>
internal sealed partial class Switchboard
{
    ImmutableDictionary<UserId, Screening> _screenings = ImmutableDictionary<UserId, Screening>.Empty;

    void ApplyScreening(SwitchboardInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case SwitchboardInput.ScreeningsChanged changed:
                _screenings = changed.Screenings;
                break;
            case SwitchboardInput.BlockCaller block when Find(block.Call, block.User) is { } found:
                if (
                    found is { Call.IsRinging: true, Side: var side }
                    && ReferenceEquals(side, found.Call.Callee)
                    && found.Call.Caller.IsOutside
                )
                {
                    if (found.Call.Offers is null) // else another agent is there for them
                    {
                        _effects.Add(new SwitchboardEffect.TurnAway(block.Call, block.User, ScreeningCause.BlockedNumber));
                    }

                    End(found.Call, CallOutcome.Blocked, now, by: side);
                }

                break;
            default: // of a call that is over, or none of this user's
                break;
        }
    }

    /// <summary>Null: the person takes this caller's calls.</summary>
    ScreeningCause? WhyTurnedAway(UserId person, Party caller) =>
        _screenings.GetValueOrDefault(person) switch
        {
            null => null,
            { RejectsAnonymous: true } when caller.IsAnonymous => ScreeningCause.AnonymousCaller,
            { Blocked: var blocked } when blocked.Contains(caller.Number) => ScreeningCause.BlockedNumber,
            { OnlyContacts: true, Known: var known } when !known.Contains(caller.Number) && !IsOfTheCompany(caller) =>
                ScreeningCause.NoContact,
            _ => null,
        };

    /// <summary>A colleague who calls in with a phone of their own is known.</summary>
    bool IsOfTheCompany(Party caller) => !caller.IsAnonymous && _configuration?.NumberOf(caller.Number)?.PersonId is not null;
}
