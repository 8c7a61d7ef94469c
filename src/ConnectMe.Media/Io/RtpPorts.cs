namespace ConnectMe.Media.Io;

/// <summary>The two sockets of a leg.</summary>
sealed class RtpPorts(MediaSocket rtp, MediaSocket rtcp, Action? released) : IDisposable
{
    bool _disposed;

    public MediaSocket Rtp => rtp;

    public MediaSocket Rtcp => rtcp;

    public int Port => rtp.Port;

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
        {
            rtp.Dispose();
            rtcp.Dispose();
            released?.Invoke();
        }
    }
}
