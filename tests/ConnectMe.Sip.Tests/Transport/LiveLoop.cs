using System.Net;
using System.Net.Security;
using System.Threading.Channels;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Tests.Transactions;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

/// <summary>A loop with real sockets on loopback, and a user that answers every request with 200 until a test says otherwise.</summary>
sealed class LiveLoop : IAsyncDisposable
{
    readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    public LiveLoop(Func<SipEndpointOptions, SipEndpointOptions>? change = null, INameResolver? names = null, TimeProvider? time = null)
    {
        var options = new SipEndpointOptions
        {
            Listen =
            [
                .. Enum.GetValues<SipProtocol>().Select(protocol => new SipListener(protocol, new IPEndPoint(IPAddress.Loopback, 0))),
            ],
            Certificate = _ => Certificate,
            TrustedServer = (_, certificate, _, _) => certificate?.Subject == Certificates.Server.Subject,
            Faulted = bug => _told.Writer.TryWrite($"bug: {bug}"),
        };
        User.OnTold = what => _told.Writer.TryWrite(what);
        User.OnRequest = transaction => Transactions!.Respond(transaction, SipResponse.For(transaction.Request, 200));
        Loop = new SipLoop(
            change?.Invoke(options) ?? options,
            transactions =>
            {
                Transactions = transactions;
                return User;
            },
            static () => { },
            names ?? new Names(),
            time ?? TimeProvider.System
        );
    }

    public SipLoop Loop { get; }

    public ScriptedUser User { get; } = new();

    public ITransactions? Transactions { get; private set; }

    public SslStreamCertificateContext Certificate { get; set; } = SslStreamCertificateContext.Create(Certificates.Server, null);

    public IPEndPoint At(SipProtocol protocol) => Loop.Listening.Single(listener => listener.Protocol == protocol).Address;

    /// <summary>The next thing that the user was told.</summary>
    public async Task<string> Told()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _told.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Sends a request of ours.</summary>
    public void Send(string method, SipTarget target) => Loop.Post((_, _) => Transactions!.Send(Requests.Ours(method), target));

    public ValueTask DisposeAsync() => Loop.DisposeAsync();

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
}
