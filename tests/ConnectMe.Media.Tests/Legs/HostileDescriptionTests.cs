using static ConnectMe.Media.Tests.Legs.Negotiator;

namespace ConnectMe.Media.Tests.Legs;

/// <summary>Whoever can send an INVITE can send any text as its SDP: each gets an answer or a reason, and none costs more than reading it.</summary>
public sealed class HostileDescriptionTests : IDisposable
{
    readonly Negotiator _leg = new();

    [Fact]
    [Spec("H2")]
    public void What_is_far_too_long_is_refused_at_once()
    {
        Assert.IsType<LegAnswer.Refused>(_leg.Answer(Says("audio 4000 RTP/AVP 0") + new string('a', 70_000)));
        Assert.IsType<LegAnswer.Refused>(_leg.Answer(string.Concat(Enumerable.Repeat(Says("audio 4000 RTP/AVP 0"), 100))));
    }

    public void Dispose() => _leg.Dispose();
}
