namespace ConnectMe.Telephony.Switching;

/// <summary>One conversation. Comes in with the input that starts it.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct CallId([property: Id(0)] Guid Value);

/// <summary>One endpoint's side of a call: the call's id and a number within it, so the switchboard needs no random source.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct LegId([property: Id(0)] CallId Call, [property: Id(1)] int Number);

/// <summary>A browser's media connection. The browser keeps the id, so a reload is the same line coming up again.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct LineId([property: Id(0)] Guid Value);
