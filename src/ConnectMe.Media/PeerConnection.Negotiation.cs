using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Srtp;
using ConnectMe.Media.Stun;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media;

// Paths and keys: STUN checks and the DTLS handshake.
sealed partial class PeerConnection
{
    /// <summary>A STUN message that named our ufrag.</summary>
    public Heard Handle(scoped in StunMessage message, scoped in Path path, DateTimeOffset now)
    {
        var length = _ice.Handle(message, path, now, _outputs.Room);
        if (length > 0)
        {
            _outputs.Transmit(length, path);
        }

        DrainIce();
        return length > 0 ? Heard.Nothing : Heard.Dropped(DropReason.StunUnanswered);
    }

    /// <summary>What the DTLS side reports, brought over from its thread.</summary>
    public void Handle(DtlsOutput output)
    {
        switch (output)
        {
            case DtlsOutput.Connected connected when _srtp is null:
                _srtp = new SrtpSession(connected.Keys, isServer: true);
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

    /// <summary>What the DTLS side wants sent, brought over from its thread. It goes where its ClientHello came from, which ICE has validated.</summary>
    public void SendDtls(ReadOnlySpan<byte> datagram)
    {
        var room = _outputs.Room;
        if (Path is { } path && datagram.Length <= room.Length)
        {
            datagram.CopyTo(room);
            _outputs.Transmit(datagram.Length, path);
        }
    }

    Heard HandleDtls(ReadOnlySpan<byte> datagram, scoped in Path path)
    {
        // Browsers begin before they nominate: the path is validated, else it would not lead here.
        _dtlsPath = path;
        _dtls.Handle(datagram);
        return Heard.Nothing;
    }

    void DrainIce()
    {
        while (_ice.TryTake(out var output))
        {
            switch (output.Kind)
            {
                case IceOutputKind.PathValidated:
                    _outputs.Add(MediaOutputKind.PathValidated, output.Path);
                    break;
                case IceOutputKind.PathForgotten:
                    _outputs.Add(MediaOutputKind.PathForgotten, output.Path);
                    break;
                case IceOutputKind.ConsentExpired:
                    _outputs.Add(MediaOutputKind.ConsentExpired);
                    break;
                case IceOutputKind.PathNominated:
                    break; // Path reads it
            }
        }
    }
}
