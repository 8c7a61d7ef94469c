using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Modules.Tests.Telephony.Peers;

/// <summary>Another machine that speaks SIP by UDP, from an address of its own on this one. A test decides what it asks and what it answers.</summary>
internal class SipPeer : IAsyncDisposable
{
    readonly UdpClient _socket;
    readonly IPEndPoint _server;
    readonly ConcurrentDictionary<string, Channel<SipResponse>> _asked = new();
    readonly Channel<SipRequest> _requests = Channel.CreateUnbounded<SipRequest>();
    readonly Task _listening;
    readonly SoundPort _sound;
    int _speaking;

    /// <param name="address">One of 127.0.0.0/8: what is said of an address is said of this peer alone.</param>
    public SipPeer(IPEndPoint server, string address)
    {
        _server = server;
        _socket = new UdpClient(new IPEndPoint(IPAddress.Parse(address), 0));
        _sound = new SoundPort(Local.Address);
        Answers = Welcome;
        _listening = Listen();
    }

    public IPEndPoint Local => (IPEndPoint)_socket.Client.LocalEndPoint!;

    public IPEndPoint Server => _server;

    /// <summary>What it says to a request; null: nothing.</summary>
    public Func<SipRequest, SipResponse?> Answers { get; set; }

    /// <summary>200 to everything; a call is answered with sound.</summary>
    public virtual SipResponse Welcome(SipRequest request)
    {
        var response = SipResponse.For(request, 200, Tag);
        return request.IsInvite ? WithSound(response, request) : response;
    }

    /// <summary>Sound before anybody answers, as of an exchange that says something.</summary>
    public SipResponse Announce(SipRequest invite) => WithSound(SipResponse.For(invite, 183, Tag), invite);

    /// <summary>One more response to a request that came before.</summary>
    public async Task Reply(SipResponse response) => await _socket.SendAsync(MessageWriter.ToArray(response), _server);

    /// <summary>The first request of this kind that came, also before it was asked for.</summary>
    public async Task<SipRequest> Asked(SipMethod method)
    {
        using var patience = Patience();
        while (true)
        {
            var request = await _requests.Reader.ReadAsync(patience.Token);
            if (request.Method == method)
            {
                return request;
            }
        }
    }

    /// <summary>Sends it and waits for the final answer.</summary>
    public async Task<SipResponse> Ask(SipRequest request)
    {
        using var patience = Patience();
        var answers = await Send(request);
        while (true)
        {
            var response = await answers.ReadAsync(patience.Token);
            if (response.IsFinal && response.CSeq.Method == request.Method) // a CANCEL has the same branch
            {
                return response;
            }
        }
    }

    /// <summary>Sends it with a Via of its own; its answers come there.</summary>
    public async Task<ChannelReader<SipResponse>> Send(SipRequest request)
    {
        var branch = $"{Via.MagicCookie}{Guid.NewGuid():n}";
        request.PrependVia(new Via("UDP", Local.Address.ToString(), Local.Port).With("branch", branch).With("rport", null));
        var answers = _asked.GetOrAdd(branch, _ => Channel.CreateUnbounded<SipResponse>());
        await _socket.SendAsync(MessageWriter.ToArray(request), _server);
        return answers.Reader;
    }

    /// <summary>Refusals of an INVITE are acknowledged along with its branch (RFC 3261 §17.1.1.3).</summary>
    public async Task Acknowledge(SipResponse refused, SipUri uri)
    {
        var ack = new SipRequest(SipMethod.Ack, uri)
        {
            MaxForwards = 70,
            From = refused.From,
            To = refused.To,
            CallId = refused.CallId,
            CSeq = new CSeq(refused.CSeq.Number, SipMethod.Ack),
        };
        ack.PrependVia(refused.TopVia);
        await _socket.SendAsync(MessageWriter.ToArray(ack), _server);
    }

    /// <summary>A CANCEL goes along with the branch of what it cancels (RFC 3261 §9.1).</summary>
    public async Task SendAlong(SipRequest cancel, SipRequest with)
    {
        cancel.PrependVia(with.TopVia);
        await _socket.SendAsync(MessageWriter.ToArray(cancel), _server);
    }

    /// <summary>A request of this peer.</summary>
    public SipRequest Request(SipMethod method, SipUri uri, NameAddress from, NameAddress to, string callId, uint sequence)
    {
        var request = new SipRequest(method, uri)
        {
            MaxForwards = 70,
            From = from,
            To = to,
            CallId = callId,
            CSeq = new CSeq(sequence, method),
        };
        request.Headers.Add(HeaderName.Contact, new NameAddress(new SipUri(Local.Address.ToString(), from.Uri.User, Local.Port)));
        return request;
    }

    public virtual async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _listening;
        await _sound.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>In the To of its answers.</summary>
    public const string Tag = "peer";

    /// <summary>For what is answered within milliseconds on a machine that has time.</summary>
    protected static CancellationTokenSource Patience() =>
        CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken,
            new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token
        );

    SipResponse WithSound(SipResponse response, SipRequest invite)
    {
        response.Headers.Add(HeaderName.Contact, new NameAddress(new SipUri(Local.Address.ToString(), null, Local.Port)));
        response.SetBody(_sound.Offer, "application/sdp");
        if (Interlocked.Exchange(ref _speaking, 1) == 0)
        {
            _sound.SendTo(invite.Body.Span);
        }

        return response;
    }

    async Task Listen()
    {
        while (true)
        {
            try
            {
                var received = await _socket.ReceiveAsync();
                Assert.Equal(MalformedReason.None, MessageReader.Read(received.Buffer, out var message));
                await Handle(message!, received.RemoteEndPoint);
            }
            catch (Exception closed) when (closed is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    async Task Handle(SipMessage message, IPEndPoint from)
    {
        if (message is SipResponse response)
        {
            if (_asked.TryGetValue(response.TopVia.Branch ?? "", out var waiting))
            {
                waiting.Writer.TryWrite(response);
            }
        }
        else if (message is SipRequest request)
        {
            if (!request.IsAck && Answers(request) is { } answer)
            {
                await _socket.SendAsync(MessageWriter.ToArray(answer), from);
            }

            _requests.Writer.TryWrite(request);
        }
    }
}
