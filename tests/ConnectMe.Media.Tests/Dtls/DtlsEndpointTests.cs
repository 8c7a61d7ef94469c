using System.Diagnostics;
using System.Threading.Channels;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Srtp;
using ConnectMe.Media.Tests.Peers;
using ConnectMe.Media.Tests.Srtp;

namespace ConnectMe.Media.Tests.Dtls;

/// <summary>Two peers in one process; what is between them loses what a test wants lost.</summary>
public sealed class DtlsEndpointTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly DtlsEndpoint _endpoint = new(TimeProvider.System);

    [Fact]
    public async Task Both_sides_get_the_same_keys_and_talk_SRTP_with_them()
    {
        using var link = new Link(_endpoint);
        var theirs = await link.Connect();
        var ours = await link.Keys();

        Assert.Equal(SrtpProtectionProfile.AeadAes128Gcm, ours.Profile);
        using var client = DtlsPeer.Session(theirs);
        using var server = new SrtpSession(ours, isServer: true);
        var buffer = new byte[300];
        SrtpPair.Rtp(1).CopyTo(buffer, 0);
        Assert.Equal(SrtpFailure.None, client.ProtectRtp(buffer, 172, out var length));
        Assert.Equal(SrtpFailure.None, server.UnprotectRtp(buffer.AsSpan(0, length), out _));
    }

    [Fact]
    public async Task Counter_mode_is_taken_when_the_peer_has_nothing_better()
    {
        using var link = new Link(_endpoint, profiles: [SrtpProtectionProfile.Aes128CmHmacSha1_80]);

        Assert.Equal(SrtpProtectionProfile.Aes128CmHmacSha1_80, (await link.Connect()).Profile);
        Assert.Equal(14, (await link.Keys()).ServerSalt.Length);
    }

    [Fact]
    public async Task Our_profile_wins_over_the_peers_order()
    {
        using var link = new Link(_endpoint, profiles: [SrtpProtectionProfile.Aes128CmHmacSha1_80, SrtpProtectionProfile.AeadAes128Gcm]);

        Assert.Equal(SrtpProtectionProfile.AeadAes128Gcm, (await link.Connect()).Profile);
    }

    [Fact]
    public async Task P_256_is_agreed_on_whatever_the_peer_prefers()
    {
        using var link = new Link(_endpoint); // the peer's first choice is x25519
        await link.Connect();

        // ServerKeyExchange (RFC 8422 §5.4): named_curve, secp256r1, an uncompressed point of 65 bytes.
        Assert.True(link.FirstToClient.AsSpan().IndexOf((ReadOnlySpan<byte>)[3, 0, 23, 65, 4]) > 0);
    }

    [Fact]
    public async Task A_whole_flight_travels_in_one_datagram()
    {
        using var link = new Link(_endpoint);
        await link.Connect();
        await link.Keys();

        Assert.InRange(link.FirstToClient.Length, 400, 1200);
        Assert.Equal(2, link.SentToClient);
    }

    [Fact]
    public async Task The_keys_are_handed_over_before_the_peer_can_know_that_it_is_connected()
    {
        for (var i = 0; i < 20; i++)
        {
            using var link = new Link(_endpoint);
            await link.Connect();
            Assert.True(link.HasKeys);
        }
    }

    [Theory]
    [InlineData(null)] // no use_srtp at all
    [InlineData(2)] // CM with a tag of 32 bits
    [InlineData(0xFFFF)]
    public async Task A_peer_without_a_common_profile_is_refused(int? profile)
    {
        using var link = new Link(_endpoint, profiles: profile is { } number ? [(SrtpProtectionProfile)number] : []);

        await Assert.ThrowsAnyAsync<IOException>(link.Connect);
        Assert.Equal(DtlsFailure.NoSrtpProfile, await link.Failure());
    }

    [Fact]
    public async Task A_peer_whose_certificate_is_not_the_announced_one_is_refused()
    {
        using var other = new DtlsCertificate(DateTimeOffset.UnixEpoch);
        using var link = new Link(_endpoint, expected: other.Fingerprint);

        await Assert.ThrowsAnyAsync<IOException>(link.Connect);
        Assert.Equal(DtlsFailure.FingerprintMismatch, await link.Failure());
        Assert.False(link.HasKeys);
    }

    [Fact]
    public async Task A_peer_that_finds_another_certificate_than_the_answers_refuses_us()
    {
        using var other = new DtlsCertificate(DateTimeOffset.UnixEpoch);
        using var link = new Link(_endpoint);

        await Assert.ThrowsAnyAsync<IOException>(() => link.Peer.Connect(other.Fingerprint));
        Assert.Equal(DtlsFailure.ProtocolError, await link.Failure());
    }

    [Theory]
    [InlineData("the client's first", 0, -1)]
    [InlineData("the server's first", -1, 0)]
    [InlineData("the client's second", 1, -1)]
    [InlineData("the server's last", -1, 1)]
    public async Task A_lost_flight_is_sent_again(string which, int lostToServer, int lostToClient)
    {
        using var link = new Link(_endpoint) { LosesToServer = n => n == lostToServer, LosesToClient = n => n == lostToClient };
        var clock = Stopwatch.StartNew();

        await link.Connect();
        await link.Keys();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), $"{which}: {clock.Elapsed}");
    }

    [Fact]
    public async Task Random_loss_of_a_fifth_is_survived()
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            bool Loses(int _)
            {
                lock (random)
                {
                    return random.Next(5) == 0;
                }
            }
            using var link = new Link(_endpoint) { LosesToServer = Loses, LosesToClient = Loses };
            await link.Connect();
            await link.Keys();
        }
    }

    [Fact]
    public async Task A_peer_that_falls_silent_times_out_and_gives_its_thread_back()
    {
        using var impatient = new DtlsEndpoint(TimeProvider.System, TimeSpan.FromMilliseconds(300));
        using var silent = new Link(impatient) { LosesToServer = n => n > 0 };
        _ = silent.Peer.Connect(impatient.Fingerprint).ContinueWith(t => t.Exception, TaskScheduler.Default);

        Assert.Equal(DtlsFailure.TimedOut, await silent.Failure());
    }

    [Fact]
    public async Task Fifty_at_once_all_connect()
    {
        var links = Enumerable.Range(0, 50).Select(_ => new Link(_endpoint)).ToList();
        await Task.WhenAll(links.Select(link => link.Connect()));
        await Task.WhenAll(links.Select(link => link.Keys()));

        links.ForEach(link => link.Dispose());
    }

    [Fact]
    public async Task The_peers_goodbye_is_reported_once()
    {
        using var link = new Link(_endpoint);
        await link.Connect();
        await link.Keys();

        link.Peer.SendCloseNotify();
        Assert.IsType<DtlsOutput.Closed>(await link.Next());
    }

    [Fact]
    public async Task Our_goodbye_reaches_the_peer_and_nothing_is_reported()
    {
        using var link = new Link(_endpoint);
        await link.Connect();
        await link.Keys();

        link.Server.Close();
        await Link.Until(link.Peer.HasServerClosed);
        Assert.False(link.HasOutput);
    }

    [Fact]
    public async Task Closing_during_the_handshake_ends_it_without_a_report()
    {
        using var link = new Link(_endpoint) { LosesToClient = _ => true };
        var connecting = link.Peer.Connect(_endpoint.Fingerprint).ContinueWith(t => t.Exception, TaskScheduler.Default);
        await Link.Until(() => link.SentToClient > 0);

        link.LosesToClient = _ => false;
        link.Server.Close();
        Assert.NotNull(await connecting.WaitAsync(Patience, TestContext.Current.CancellationToken)); // told by an alert
        Assert.False(link.HasOutput);
    }

    [Fact]
    public async Task Junk_before_during_and_after_changes_nothing()
    {
        using var link = new Link(_endpoint);
        var random = new Random(6347);
        var junk = Enumerable.Range(0, 200).Select(_ => Junk(random)).ToArray();
        Spray(link, junk.Take(50));
        Assert.Equal(50, link.Server.Dropped);

        link.LosesToServer = n =>
        {
            if (n == 1)
            {
                Spray(link, junk[50..100]); // with the client's second flight
            }
            return false;
        };
        await link.Connect();
        await link.Keys();

        Spray(link, junk.Skip(100));
        link.Server.Handle(Forged(20)); // an encrypted alert that doesn't authenticate
        link.Peer.SendCloseNotify();
        Assert.IsType<DtlsOutput.Closed>(await link.Next());
    }

    [Fact]
    public async Task A_flood_after_the_handshake_is_cut()
    {
        using var link = new Link(_endpoint);
        await link.Connect();
        await link.Keys();

        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 100_000; i++)
        {
            link.Server.Handle(Forged(26));
        }
        Assert.InRange(link.Server.Dropped, 99_000, 100_000);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), clock.Elapsed.ToString());
    }

    [Fact]
    public async Task After_warming_up_the_first_handshake_is_fast()
    {
        await _endpoint.WarmUp().WaitAsync(Patience, TestContext.Current.CancellationToken);
        using var link = new Link(_endpoint);
        var clock = Stopwatch.StartNew();
        await link.Connect();

        Assert.True(clock.Elapsed < TimeSpan.FromMilliseconds(500), clock.Elapsed.ToString()); // some 3 ms; the machine may be busy
    }

    public void Dispose() => _endpoint.Dispose();

    static void Spray(Link link, IEnumerable<byte[]> datagrams)
    {
        foreach (var datagram in datagrams)
        {
            link.Server.Handle(datagram);
        }
    }

    // Never a ClientHello; of every other kind some: 0 to 1500 bytes, DTLS first bytes and others.
    static byte[] Junk(Random random)
    {
        var junk = new byte[random.Next(1500)];
        random.NextBytes(junk);
        if (junk.Length > 13)
        {
            junk[0] = (byte)random.Next(24, 64);
        }
        return junk;
    }

    static byte[] Forged(int length) => [21, 254, 253, 0, 1, 0, 0, 0, 0, 0, 99, 0, (byte)length, .. new byte[length]];

    sealed class Link : IDisposable
    {
        readonly Channel<DtlsOutput> _outputs = Channel.CreateUnbounded<DtlsOutput>();
        readonly DtlsEndpoint _endpoint;
        int _toServer = -1;
        int _toClient = -1;

        public Link(DtlsEndpoint endpoint, DtlsFingerprint? expected = null, SrtpProtectionProfile[]? profiles = null)
        {
            _endpoint = endpoint;
            Peer = profiles is null ? new DtlsPeer(ToServer) : new DtlsPeer(ToServer) { Profiles = profiles };
            Server = endpoint.Open(
                new DtlsTerms(expected ?? Peer.Fingerprint, IsClient: false),
                ToClient,
                output => _outputs.Writer.TryWrite(output)
            );
        }

        public DtlsPeer Peer { get; }

        public IDtlsTransport Server { get; }

        public Func<int, bool> LosesToServer { get; set; } = _ => false;

        public Func<int, bool> LosesToClient { get; set; } = _ => false;

        public byte[] FirstToClient { get; private set; } = [];

        public int SentToClient => _toClient + 1;

        public bool HasOutput => _outputs.Reader.TryPeek(out _);

        public bool HasKeys => _outputs.Reader.TryPeek(out var output) && output is DtlsOutput.Connected;

        public Task<SrtpKeyingMaterial> Connect() => Peer.Connect(_endpoint.Fingerprint).WaitAsync(Patience);

        public async Task<SrtpKeyingMaterial> Keys() => Assert.IsType<DtlsOutput.Connected>(await Next()).Keys;

        public async Task<DtlsFailure> Failure() => Assert.IsType<DtlsOutput.Failed>(await Next()).Reason;

        public Task<DtlsOutput> Next() => _outputs.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public static async Task Until(Func<bool> condition)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            var clock = Stopwatch.StartNew();
            while (!condition())
            {
                Assert.True(clock.Elapsed < Patience, "It never came true");
                await timer.WaitForNextTickAsync();
            }
        }

        public void Dispose()
        {
            Server.Close();
            Peer.Dispose();
        }

        void ToServer(ReadOnlySpan<byte> datagram)
        {
            if (!LosesToServer(Interlocked.Increment(ref _toServer)))
            {
                Server.Handle(datagram);
            }
        }

        void ToClient(ReadOnlySpan<byte> datagram)
        {
            var number = Interlocked.Increment(ref _toClient);
            FirstToClient = number == 0 ? datagram.ToArray() : FirstToClient;
            if (!LosesToClient(number))
            {
                Peer.Handle(datagram);
            }
        }
    }
}
