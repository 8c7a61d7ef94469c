using ConnectMe.Media.Dtls;
using ConnectMe.Media.Rtcp;
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
            // Jitter is counted in units of the clock: it starts anew.
            _before += _receiver.Total;
            _receiver = new RtpReceiver(_origin.Ssrc, terms.Audio.Preferred.ClockRate, terms.IsEncrypted);
            _rtcp = new RtcpSession(_stream, _receiver, _origin.CanonicalName);
        }

        UseKeys(before, terms);
        UseDtls(before, terms);
        return false;
    }

    /// <summary>What the DTLS side reports, brought over from its thread.</summary>
    public void Handle(DtlsOutput output)
    {
        switch (output)
        {
            case DtlsOutput.Connected connected when _terms.Dtls is { } dtls:
                _srtp?.Dispose();
                _srtp = new SrtpSession(connected.Keys, isServer: !dtls.IsClient);
                _outputs.Add(MediaOutputKind.Connected);
                break;
            case DtlsOutput.Failed failed:
                _outputs.Add(MediaOutputKind.Failed, failure: failed.Reason);
                break;
            case DtlsOutput.Closed:
                _outputs.Add(MediaOutputKind.Closed);
                break;
        }
    }

    /// <summary>What the DTLS side wants sent, brought over from its thread: to where the other side's handshake came from, else to where its SDP says.</summary>
    public void SendDtls(ReadOnlySpan<byte> datagram)
    {
        var room = _outputs.Room;
        if ((_dtlsPath ?? PathTo(_latch.Remote)) is { } path && datagram.Length <= room.Length)
        {
            datagram.CopyTo(room);
            _outputs.Transmit(datagram.Length, path);
        }
    }

    /// <summary>The same keys go on counting where they are: with counters at their beginning the same keystream would be used twice (RFC 3711 §9.1).</summary>
    void UseKeys(RtpTerms before, RtpTerms terms)
    {
        if (terms.Dtls is not null || (_srtp is not null && ReferenceEquals(before.Keys, terms.Keys)))
        {
            return;
        }

        _srtp?.Dispose();
        _srtp = terms.Keys is { } keys ? new SrtpSession(keys, isServer: true) : null;
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
            _srtp?.Dispose();
            _srtp = terms.Keys is { } keys ? new SrtpSession(keys, isServer: true) : null;
        }

        _dtls = terms.Dtls is { } dtls ? _openDtls(dtls, this) : null;
    }
}
