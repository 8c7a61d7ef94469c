using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media;

// Where what goes to the browser may go.
sealed partial class PeerConnection
{
    /// <summary>Browsers have no RFC 4733 receiver.</summary>
    public override bool TrySendDigit(char digit) => false;

    public override bool IsSendingDigits => false;

    public override void Close(DateTimeOffset now)
    {
        SayGoodbye(now);
        _dtls.Close();
    }

    /// <summary>RFC 7675 §5.1: who no longer wants it gets nothing.</summary>
    protected override Path? SoundPath => Srtp is null || _ice.HasConsentExpired ? null : Path;

    protected override Path? ReportPath => SoundPath;

    /// <summary>Where the browser's ClientHello came from, which ICE has validated.</summary>
    protected override Path? HandshakePath => Path;
}
