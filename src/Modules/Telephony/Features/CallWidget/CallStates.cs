using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Features;

/// <summary>The states as the page's scripts know them (<c>data-state</c>).</summary>
internal static class CallStates
{
    public static string NameOf(CallState state) =>
        state switch
        {
            CallState.RingingOut => "ringing-out",
            CallState.Incoming => "incoming",
            CallState.Active => "active",
            CallState.Held => "held",
            CallState.Ended => "ended",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
        };
}
