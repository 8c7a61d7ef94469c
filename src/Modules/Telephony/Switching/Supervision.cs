using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>Somebody takes part in the call of another by the right to: a call of their own, whose other side is the call they supervise.</summary>
internal sealed class Supervision(Call watched, UserId agent, SupervisionMode mode)
{
    public Call Watched { get; } = watched;

    /// <summary>Whose call it is that is supervised: who hears a whisper.</summary>
    public UserId Agent { get; } = agent;

    public SupervisionMode Mode { get; set; } = mode;

    /// <summary>The supervisor's call.</summary>
    public Call? Own { get; set; }

    public HeardBy HeardBy =>
        Mode switch
        {
            SupervisionMode.Barge => HeardBy.All,
            SupervisionMode.Whisper when Watched.SideOf(Agent) is { Leg: { } leg } => HeardBy.One(leg.Media),
            _ => HeardBy.Nobody,
        };
}
