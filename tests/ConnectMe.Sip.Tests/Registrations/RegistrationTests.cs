using System.Net;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;
using SeededRandom = ConnectMe.Sip.Tests.Authentication.SeededRandom;

namespace ConnectMe.Sip.Tests.Registrations;

public sealed class RegistrationTests
{
    static readonly IPAddress Provider = IPAddress.Parse("203.0.113.5");

    readonly Registration _registration = New(Some.Trunk);
    DateTimeOffset _now = Some.Start;

    [Fact]
    public void A_registration_answers_the_challenge_and_says_until_when_it_lasts()
    {
        _registration.Start(_now);
        var first = Sent();
        Handle(first, Challenge());
        var second = Sent();
        Handle(second, Ok(second, 600));

        Assert.Null(first.Headers["Authorization"]);
        Assert.NotNull(second.Headers["Authorization"]);
        Assert.Equal(first.CSeq.Number + 1, second.CSeq.Number);
        Assert.Equal(first.CallId, second.CallId);
        Assert.Equal("sip:provider.example", second.RequestUri.ToString());
        Assert.Equal("sip:31850001@provider.example", second.To.Uri.ToString());
        Assert.Equal(LocalContact.Host, second.Contacts[0].Uri.Host);
        Assert.Equal(RegistrationOutcome.Registered, _registration.State.Outcome);
        Assert.Equal(_now.AddSeconds(600), _registration.State.RegisteredUntil);
    }

    [Theory]
    [InlineData(600, 300)]
    [InlineData(3600, 3240)]
    [InlineData(60, 30)]
    [InlineData(2, 5)]
    public void It_is_renewed_in_good_time_with_the_nonce_that_it_has(int granted, int renewed)
    {
        Register(granted);
        Assert.Equal(_now.AddSeconds(renewed), _registration.NextTimeout);

        Pass(TimeSpan.FromSeconds(renewed));

        var renewal = Sent();
        DigestCredentials.Read(renewal.Headers["Authorization"], out var credentials);
        Assert.Equal(2u, credentials!.NonceCount);
    }

    [Fact]
    public void The_time_is_that_of_our_own_Contact_among_those_of_others()
    {
        Start();
        var request = Sent();
        var ok = SipResponse.For(request, 200);
        ok.Headers.Add("Contact", "<sip:other@198.51.100.1>;expires=30, <sip:cm-1@198.51.100.2>;expires=240");
        Handle(request, ok);

        Assert.Equal(_now.AddSeconds(240), _registration.State.RegisteredUntil);
    }

    [Fact]
    public void A_wrong_password_is_named_and_not_tried_again_at_once()
    {
        Start();
        Handle(Sent(), Challenge("n1"));
        Handle(Sent(), Challenge("n2"));

        Assert.Equal((RegistrationOutcome.PasswordRefused, 401), (_registration.State.Outcome, _registration.State.Status));
        Assert.Empty(Outputs().OfType<RegistrationOutput.Send>());
        Assert.InRange(_registration.State.NextTry!.Value - _now, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_stale_nonce_is_answered_once_more()
    {
        Register(600);
        Pass(TimeSpan.FromSeconds(300));
        Handle(Sent(), Challenge("n2", stale: true));
        var again = Sent();
        Handle(again, Ok(again, 600));

        Assert.Equal(RegistrationOutcome.Registered, _registration.State.Outcome);
    }

    [Theory]
    [InlineData(403, "Forbidden")]
    [InlineData(404, "UnknownUser")]
    [InlineData(302, "Redirected")]
    [InlineData(408, "NoAnswer")]
    [InlineData(500, "ServerTrouble")]
    [InlineData(503, "ServerTrouble")]
    [InlineData(480, "Refused")]
    [InlineData(603, "Refused")]
    public void Every_answer_has_a_name(int status, string outcome)
    {
        Start();
        var request = Sent();
        Handle(request, SipResponse.For(request, status, null, "Because"));

        Assert.Equal(outcome, _registration.State.Outcome.ToString());
        Assert.Equal((status, "Because"), (_registration.State.Status, _registration.State.Reason));
        Assert.NotNull(_registration.State.NextTry);
    }

    [Theory]
    [InlineData(TransactionFailure.Timeout, RegistrationOutcome.NoAnswer)]
    [InlineData(TransactionFailure.Transport, RegistrationOutcome.Unreachable)]
    [InlineData(TransactionFailure.NotLocated, RegistrationOutcome.NameNotFound)]
    [InlineData(TransactionFailure.CertificateRefused, RegistrationOutcome.CertificateRefused)]
    public void Every_failure_has_a_name(TransactionFailure failure, RegistrationOutcome outcome)
    {
        Start();
        _registration.Failed(failure, _now);

        Assert.Equal(outcome, _registration.State.Outcome);
        Assert.Null(_registration.State.Status);
    }

    [Fact]
    public void After_four_seconds_of_silence_a_page_can_say_so_while_it_goes_on()
    {
        Start();
        var request = Sent();
        Pass(TimeSpan.FromSeconds(4));

        Assert.Equal(RegistrationOutcome.NoAnswer, _registration.State.Outcome);
        Handle(request, Ok(request, 600));
        Assert.Equal(RegistrationOutcome.Registered, _registration.State.Outcome);
    }

    [Fact]
    public void Too_brief_is_tried_again_with_what_the_provider_wants()
    {
        Start();
        var request = Sent();
        var tooBrief = SipResponse.For(request, 423);
        tooBrief.MinExpires = 1800;
        Handle(request, tooBrief);

        Assert.Equal(1800, Sent().Expires);
    }

    [Fact]
    public void A_provider_that_never_has_enough_is_not_asked_for_ever()
    {
        Start();
        for (var i = 0; i < 3; i++)
        {
            var request = Sent();
            var tooBrief = SipResponse.For(request, 423);
            tooBrief.MinExpires = 1800;
            Handle(request, tooBrief);
        }

        Assert.Equal((RegistrationOutcome.Refused, 423), (_registration.State.Outcome, _registration.State.Status));
    }

    [Fact]
    public void Without_credentials_a_challenge_says_that_they_are_missing()
    {
        var registration = New(Some.Trunk with { Credentials = null });
        registration.Start(_now);
        registration.Handle(Challenge(), Provider, [Provider], _now);

        Assert.Equal(RegistrationOutcome.PasswordMissing, registration.State.Outcome);
    }

    [Fact, Spec("A4")]
    public void Another_realm_gets_no_credentials_and_has_a_name()
    {
        Start();
        Sent();
        _registration.Handle(Challenge(realm: "evil.example"), Provider, [Provider], _now);

        Assert.Equal(RegistrationOutcome.ForeignRealm, _registration.State.Outcome);
        Assert.Empty(Outputs().OfType<RegistrationOutput.Send>());
    }

    [Fact, Spec("R11")]
    public void A_silent_provider_is_tried_at_least_once_a_minute()
    {
        Start();
        for (var failure = 0; failure < 8; failure++)
        {
            _registration.Failed(TransactionFailure.Transport, _now);
            var wait = _registration.NextTimeout!.Value - _now;
            Assert.InRange(wait, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60));
            Pass(wait);
        }
    }

    [Fact]
    public void A_refusal_is_tried_less_and_less_often_up_to_half_an_hour()
    {
        Start();
        var waits = new List<double>();
        for (var failure = 0; failure < 9; failure++)
        {
            var request = Sent();
            Handle(request, SipResponse.For(request, 403));
            var wait = _registration.NextTimeout!.Value - _now;
            waits.Add(wait.TotalSeconds);
            Pass(wait);
        }

        double[] whole = [30, 60, 120, 240, 480, 960, 1800, 1800, 1800];
        Assert.All(waits.Zip(whole), pair => Assert.InRange(pair.First, pair.Second / 2, pair.Second)); // RFC 5626 §4.5
    }

    [Fact]
    public void Retry_After_is_waited_for()
    {
        Start();
        var request = Sent();
        var busy = SipResponse.For(request, 503);
        busy.Headers.Add("Retry-After", "600 (maintenance)");
        Handle(request, busy);

        Assert.Equal(_now.AddSeconds(600), _registration.NextTimeout);
    }

    [Fact]
    public void A_failed_renewal_keeps_saying_until_when_the_provider_knows_us()
    {
        Register(600);
        var until = _registration.State.RegisteredUntil;
        Pass(TimeSpan.FromSeconds(300));
        Sent();
        _registration.Failed(TransactionFailure.Timeout, _now);

        Assert.Equal((RegistrationOutcome.NoAnswer, until), (_registration.State.Outcome, _registration.State.RegisteredUntil));
    }

    [Fact]
    public void Stopping_takes_the_Contact_off_also_through_a_challenge()
    {
        Register(600);
        _registration.Stop(_now);
        var off = Sent();
        Assert.Equal((0, 0), (off.Expires, off.Contacts[0].Expires));

        Handle(off, Challenge("n9", stale: true));
        var again = Sent();
        Assert.Equal(0, again.Expires);
        Handle(again, SipResponse.For(again, 200));

        Assert.Contains(Outputs(), output => output is RegistrationOutput.Stopped);
        Assert.Equal(RegistrationOutcome.Unregistered, _registration.State.Outcome);
        Assert.Null(_registration.NextTimeout);
    }

    [Fact]
    public void Stopping_does_not_wait_for_who_does_not_answer()
    {
        Register(600);
        _registration.Stop(_now);
        Pass(TimeSpan.FromSeconds(4));

        Assert.Contains(Outputs(), output => output is RegistrationOutput.Stopped);
    }

    [Fact]
    public void An_outbound_proxy_gets_the_request_with_a_Route_to_itself()
    {
        var proxy = SipUri.Parse("sip:edge.provider.example:5070");
        var registration = New(Some.Trunk with { OutboundProxy = proxy });
        registration.Start(_now);
        Assert.True(registration.TryTake(out var output));
        var send = Assert.IsType<RegistrationOutput.Send>(output);

        Assert.Equal(SipTarget.At(proxy), send.Target);
        Assert.True(Assert.Single(send.Request.Routes).Uri.IsLooseRouter);
        Assert.Equal("sip:provider.example", send.Request.RequestUri.ToString());
    }

    static Registration New(SipTrunk trunk)
    {
        var plan = new RegistrationPlan(trunk, SipUri.Parse("sip:provider.example"), SipUri.Parse("sip:31850001@provider.example"), "cm-1");
        var credentials = trunk.Credentials is { } known
            ? new DigestClient(known.Username, known.Password, known.Realm, new SeededRandom(3))
            : null;
        return new Registration(plan, credentials, new Tokens(new SeededRandom(4)));
    }

    void Start() => _registration.Start(_now);

    void Register(int granted)
    {
        Start();
        Handle(Sent(), Challenge());
        var request = Sent();
        Handle(request, Ok(request, granted));
        Outputs();
    }

    void Pass(TimeSpan time)
    {
        _now += time;
        _registration.Handle(_now);
    }

    void Handle(SipRequest request, SipResponse response)
    {
        Assert.Equal(SipMethod.Register, request.Method);
        _registration.Handle(response, Provider, [Provider], _now);
    }

    SipRequest Sent() => Assert.Single(Outputs().OfType<RegistrationOutput.Send>()).Request;

    List<RegistrationOutput> Outputs()
    {
        var outputs = new List<RegistrationOutput>();
        while (_registration.TryTake(out var output))
        {
            outputs.Add(output!);
        }
        return outputs;
    }

    static SipResponse Ok(SipRequest request, int expires)
    {
        var ok = SipResponse.For(request, 200);
        ok.Headers.Add("Contact", $"<sip:cm-1@198.51.100.2:5060>;expires={expires}");
        return ok;
    }

    static SipResponse Challenge(string nonce = "n1", bool stale = false, string realm = "provider.example")
    {
        var challenge = new SipResponse(401);
        var field = new DigestChallenge(realm, nonce, DigestAlgorithm.Md5, OffersAuth: true, HasQop: true, null, stale);
        challenge.Headers.Add("WWW-Authenticate", field.ToString());
        return challenge;
    }
}
