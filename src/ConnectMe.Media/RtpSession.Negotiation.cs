using ConnectMe.Media.Dtls;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Srtp;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media;

// What offer and answer change, and the keys.
sealed partial class RtpSession
{
    Path? _dtlsPath;
    bool _isNegotiated;

    /// <summary>Offer and answer have been exchanged, for the first time or again.</summary>
    /// <returns>True when they said nothing new; the source is then learned anew, and that is all.</returns>
    public bool Negotiate(RtpTerms terms)
    {
        var before = _terms;
        var isSame = _isNegotiated && terms.SaysTheSameAs(before);
        _terms = terms;
        _isNegotiated = true;
        _silentSeconds = 0;
        _latch.Open(terms.Remote, terms.SignalledFrom);
        _rtcpRemote = null;
        if (isSame)
        {
            return true;
        }

        UseDigits();
        if (before.Audio.Preferred.ClockRate != terms.Audio.Preferred.ClockRate || before.IsEncrypted != terms.IsEncrypted)
        {
            _before += Receiver.Total;
            Receive(new RtpReceiver(_origin.Ssrc, terms.Audio.Preferred.ClockRate, terms.IsEncrypted));
        }

        UseKeys(before, terms);
        UseDtls(before, terms);
        return false;
    }

    protected override bool TryUse(SrtpKeyingMaterial keys)
    {
        if (_terms.Dtls is not { } dtls)
        {
            return false;
        }

        Srtp?.Dispose();
        Srtp = new SrtpSession(keys, isServer: !dtls.IsClient);
        return true;
    }

    /// <summary>The same keys go on counting where they are; also one of them, when the other side answers with another for its own.</summary>
    void UseKeys(RtpTerms before, RtpTerms terms)
    {
        if (terms.Dtls is not null || (Srtp is not null && ReferenceEquals(before.Keys, terms.Keys)))
        {
            return;
        }

        var session = Srtp;
        Srtp = terms.Keys is { } keys ? new SrtpSession(keys, isServer: true, session) : null;
        session?.Dispose();
    }

    void UseDtls(RtpTerms before, RtpTerms terms)
    {
        if (terms.Dtls == before.Dtls && (_dtls is not null || terms.Dtls is null))
        {
            return; // the association stays (RFC 8842 §5.3)
        }

        _dtls?.Dispose();
        _dtlsPath = null;
        if (before.Dtls is not null || terms.Dtls is not null)
        {
            Srtp?.Dispose();
            Srtp = terms.Keys is { } keys ? new SrtpSession(keys, isServer: true) : null;
        }

        _dtls = terms.Dtls is { } dtls ? _openDtls(dtls, this) : null;
    }
}
