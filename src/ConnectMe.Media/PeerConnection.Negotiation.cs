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
        var length = _ice.Handle(message, path, now, Outputs.Room);
        if (length > 0)
        {
            Outputs.Transmit(length, path);
        }

        DrainIce();
        return length > 0 ? Heard.Nothing : Heard.Dropped(DropReason.StunUnanswered);
    }

    /// <summary>The TCP connection of this path has ended.</summary>
    public void Forget(in Path path)
    {
        _ice.Forget(path);
        if (_dtlsPath == path)
        {
            _dtlsPath = null;
        }

        DrainIce();
    }

    protected override bool TryUse(SrtpKeyingMaterial keys)
    {
        if (Srtp is not null)
        {
            return false;
        }

        Srtp = new SrtpSession(keys, isServer: true);
        return true;
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
                    Outputs.Add(MediaOutputKind.PathValidated, output.Path);
                    break;
                case IceOutputKind.PathForgotten:
                    Outputs.Add(MediaOutputKind.PathForgotten, output.Path);
                    break;
                case IceOutputKind.ConsentExpired:
                    Outputs.Add(MediaOutputKind.ConsentExpired);
                    break;
                case IceOutputKind.PathNominated:
                    break; // Path reads it
            }
        }
    }
}
