using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.UserAgents;
using SeededRandom = ConnectMe.Sip.Tests.Authentication.SeededRandom;

namespace ConnectMe.Sip.Tests.Registrations;

[Spec("R11")]
public sealed class OptionsPingTests
{
    readonly OptionsPing _ping = new(Some.Trunk, new Tokens(new SeededRandom()));
    DateTimeOffset _now = Some.Start;

    [Theory]
    [InlineData(200, true)]
    [InlineData(401, true)]
    [InlineData(404, true)]
    [InlineData(405, true)]
    [InlineData(486, true)]
    [InlineData(503, false)]
    [InlineData(408, false)]
    public void Whoever_answers_is_there(int status, bool isUp)
    {
        _ping.Start(_now);
        _ping.Handle(SipResponse.For(Sent(), status), _now);

        Assert.Equal(isUp, _ping.State!.IsUp);
        Assert.Equal(status, _ping.State.Status);
    }

    [Fact]
    public void One_question_without_answer_in_four_seconds_marks_a_trunk_down()
    {
        _ping.Start(_now);
        Sent();
        Pass(TimeSpan.FromSeconds(3.9));
        Assert.Null(_ping.State);

        Pass(TimeSpan.FromSeconds(0.1));
        Assert.Equal((false, TransactionFailure.Timeout), (_ping.State!.IsUp, _ping.State.Failure));
    }

    [Fact]
    public void A_trunk_that_falls_silent_is_down_within_ninety_seconds_and_back_within_sixty()
    {
        _ping.Start(_now);
        _ping.Handle(SipResponse.For(Sent(), 200), _now);
        var silentSince = _now;
        while (_ping.State!.IsUp)
        {
            Pass(_ping.NextTimeout!.Value - _now);
        }
        Assert.InRange(_now - silentSince, TimeSpan.Zero, TimeSpan.FromSeconds(90));

        Outputs();
        var backSince = _now;
        Pass(_ping.NextTimeout!.Value - _now);
        _ping.Handle(SipResponse.For(Sent(), 200), _now);
        Assert.True(_ping.State.IsUp);
        Assert.InRange(_now - backSince, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.Equal(_now, _ping.State.Since);
    }

    [Fact]
    public void A_suspected_trunk_is_asked_at_once_but_not_twice()
    {
        _ping.Start(_now);
        _ping.Handle(SipResponse.For(Sent(), 200), _now);
        Outputs();

        _ping.Suspect(_now);
        _ping.Suspect(_now);

        Assert.Single(Outputs().OfType<PingOutput.Send>());
    }

    [Fact]
    public void Only_a_change_is_news()
    {
        _ping.Start(_now);
        _ping.Handle(SipResponse.For(Sent(), 200), _now);
        Assert.Single(Outputs().OfType<PingOutput.Changed>());
        Pass(OptionsPing.WhileUp);
        _ping.Handle(SipResponse.For(Sent(), 200), _now);

        Assert.Empty(Outputs().OfType<PingOutput.Changed>());
    }

    void Pass(TimeSpan time)
    {
        _now += time;
        _ping.Handle(_now);
    }

    SipRequest Sent() => Assert.Single(Outputs().OfType<PingOutput.Send>()).Request;

    List<PingOutput> Outputs()
    {
        var outputs = new List<PingOutput>();
        while (_ping.TryTake(out var output))
        {
            outputs.Add(output!);
        }
        return outputs;
    }
}
