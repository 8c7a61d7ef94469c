using System.Diagnostics;
using System.Net;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.Authentication;

public sealed class AdmissionTests : IDisposable
{
    static readonly SipFlow Source = From("203.0.113.66");
    static readonly DateTimeOffset Start = DigestExchange.Start;

    readonly DigestExchange _phone = new();
    readonly AdmissionCounters _counters = new();
    readonly OneAccount _accounts = new();
    readonly Admission _admission;

    public AdmissionTests() =>
        _admission = new Admission(_phone.Authenticator, new GuessLimits(new GuessLimitOptions()), _accounts, _counters);

    public void Dispose() => _counters.Dispose();

    [Fact]
    public void A_device_that_proves_itself_is_let_in()
    {
        var admitted = Assert.IsType<AdmissionResult.Admitted>(_admission.Handle(_phone.Authorized(), Source, Start));

        Assert.Equal("d-7k2m", admitted.Account.Username);
    }

    [Fact, Spec("A2")]
    public void Known_and_unknown_users_get_the_same_answer_word_for_word()
    {
        var known = Challenge(Wrong("d-7k2m"));
        var unknown = Challenge(Wrong("e-0000"));
        var nothing = Challenge(DigestExchange.Request());

        Assert.Equal(Anonymous(known), Anonymous(unknown));
        Assert.Equal(Anonymous(known), Anonymous(nothing));
    }

    [Fact, Spec("A2")]
    public void Known_and_unknown_users_cost_the_same_sums()
    {
        var before = _phone.Authenticator.Computations;
        Challenge(Wrong("d-7k2m"));
        var known = _phone.Authenticator.Computations - before;
        Challenge(Wrong("e-0000"));
        var unknown = _phone.Authenticator.Computations - before - known;

        Assert.Equal(1, known);
        Assert.Equal(known, unknown);
    }

    [Fact, Spec("A2")]
    public void Known_and_unknown_users_are_answered_in_the_same_time()
    {
        var office = new GuessLimits(new GuessLimitOptions { Allowed = [IPNetwork.Parse("0.0.0.0/0")] }); // measured without bans
        var admission = new Admission(_phone.Authenticator, office, _accounts, _counters);
        var known = new List<TimeSpan>();
        var unknown = new List<TimeSpan>();
        for (var i = 0; i < 2000; i++)
        {
            known.Add(Time(Wrong("d-7k2m")));
            unknown.Add(Time(Wrong("e-0000")));
        }

        Assert.InRange(
            (known.Order().ElementAt(1000) - unknown.Order().ElementAt(1000)).Duration(),
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(2)
        );

        TimeSpan Time(SipRequest request)
        {
            var before = Stopwatch.GetTimestamp();
            admission.Handle(request, Source, Start);
            return Stopwatch.GetElapsedTime(before);
        }
    }

    [Theory, Spec("A2", "A3")]
    [InlineData("d-7k2m")]
    [InlineData("e-0000")]
    public void Known_and_unknown_users_are_banned_alike(string username)
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<AdmissionResult.Challenged>(_admission.Handle(Wrong(username), From($"198.51.100.{i}"), Start));
        }

        Assert.IsType<AdmissionResult.Challenged>(_admission.Handle(Wrong(username), Source, Start));
        Assert.Equal(1, _counters.ChallengedFor(DigestRefusal.GuessesBanned));
    }

    [Fact, Spec("A3")]
    public void During_a_ban_of_the_account_even_the_right_password_is_not_looked_at()
    {
        for (var i = 0; i < 10; i++)
        {
            _admission.Handle(Wrong("d-7k2m"), From($"198.51.100.{i}"), Start);
        }

        Assert.IsType<AdmissionResult.Challenged>(_admission.Handle(_phone.Authorized(), Source, Start));
        Assert.IsType<AdmissionResult.Admitted>(
            _admission.Handle(_phone.Authorized(now: Start.AddMinutes(11)), Source, Start.AddMinutes(11))
        );
    }

    [Fact, Spec("A3")]
    public void A_guesser_meets_silence_while_the_phone_next_to_it_goes_on()
    {
        Assert.IsType<AdmissionResult.Admitted>(_admission.Handle(_phone.Authorized(), Source, Start));
        for (var i = 0; i < 10; i++)
        {
            _admission.Handle(Wrong($"guess-{i}"), Source, Start);
        }

        Assert.IsType<AdmissionResult.Dropped>(_admission.Handle(Wrong("guess-11"), Source, Start));
        Assert.IsType<AdmissionResult.Admitted>(_admission.Handle(_phone.Authorized(), Source, Start));
        Assert.Equal(1, _counters.DroppedFor(AdmissionDrop.Banned));
    }

    [Fact]
    public void A_scanner_meets_silence_at_once()
    {
        var request = DigestExchange.Request(SipMethod.Options);
        request.Headers.Set("User-Agent", "friendly-scanner");

        Assert.IsType<AdmissionResult.Dropped>(_admission.Handle(request, Source, Start));
        Assert.Equal(1, _counters.DroppedFor(AdmissionDrop.Scanner));
    }

    [Fact]
    public void A_stale_nonce_is_no_guess()
    {
        for (var i = 0; i < 20; i++)
        {
            var request = _phone.Authorized();
            Assert.IsType<AdmissionResult.Challenged>(_admission.Handle(request, Source, Start.AddMinutes(6)));
        }

        Assert.Equal(20, _counters.ChallengedFor(DigestRefusal.NonceStale));
        Assert.IsType<AdmissionResult.Admitted>(_admission.Handle(_phone.Authorized(), Source, Start));
    }

    [Theory, Spec("A2")]
    [InlineData(SipProtocol.Udp)]
    [InlineData(SipProtocol.Tcp)]
    public void An_account_that_requires_TLS_is_none_in_the_clear(SipProtocol protocol)
    {
        _accounts.RequiresTls = true;
        var unknown = Challenge(Wrong("e-0000"));
        for (var i = 0; i < 20; i++)
        {
            var challenged = Assert.IsType<AdmissionResult.Challenged>(
                _admission.Handle(_phone.Authorized(), From("203.0.113.66", protocol), Start)
            );
            Assert.Equal(Anonymous(unknown), Anonymous(challenged.Response));
        }

        Assert.Equal(20, _counters.ChallengedFor(DigestRefusal.TlsRequired)); // and none of them banned it
        Assert.IsType<AdmissionResult.Admitted>(_admission.Handle(_phone.Authorized(), From("203.0.113.66", SipProtocol.Tls), Start));
    }

    static SipFlow From(string address, SipProtocol protocol = SipProtocol.Udp) =>
        new(
            protocol,
            IPEndPoint.Parse("192.0.2.1:5060"),
            new IPEndPoint(IPAddress.Parse(address), 5060),
            protocol is SipProtocol.Udp ? 0 : 1
        );

    SipRequest Wrong(string username) =>
        DigestExchange.With(
            DigestExchange.With(_phone.Authorized(), "username=\"d-7k2m\"", $"username=\"{username}\""),
            "nc=00000001",
            "nc=0000000f"
        );

    SipResponse Challenge(SipRequest request) =>
        Assert.IsType<AdmissionResult.Challenged>(_admission.Handle(request, Source, Start)).Response;

    /// <summary>A response without what is made anew for each: the nonce.</summary>
    static string Anonymous(SipResponse response) =>
        string.Join(
            '\n',
            response
                .Headers.Select(header =>
                    $"{header.Key}: {System.Text.RegularExpressions.Regex.Replace(header.Value, "nonce=\"[^\"]{43}\"", "nonce")}"
                )
                .Prepend(response.ToString())
        );

    sealed class OneAccount : ISipDirectory
    {
        readonly SipAccount _account = new(
            Guid.Empty,
            Guid.Empty,
            "d-7k2m",
            DigestSecret.Of("d-7k2m", "pbx.example", "s3cret"),
            SipUri.Parse("sip:d-7k2m@pbx.example")
        );

        public bool RequiresTls { get; set; }

        public SipAccount? Account(string username) => username == _account.Username ? _account with { RequiresTls = RequiresTls } : null;

        public SipTrunk? TrunkAt(IPAddress source) => null;
    }
}
