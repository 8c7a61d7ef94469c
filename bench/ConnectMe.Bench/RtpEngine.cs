using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ConnectMe.Bench;

/// <summary>
/// rtpengine as a relay in user space with one thread, on loopback; told about calls by its NG protocol: a cookie and a bencoded dictionary per datagram.
/// </summary>
internal sealed partial class RtpEngine : IDisposable
{
    readonly Process _process;
    readonly UdpClient _control = new(AddressFamily.InterNetwork);
    int _asked;

    public RtpEngine()
    {
        using (var free = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)))
        {
            _control.Connect((IPEndPoint)free.Client.LocalEndPoint!);
        }
        var info = new ProcessStartInfo(
            "rtpengine",
            [
                "-f",
                "-E",
                "-L",
                "1",
                "--table=-1",
                "--interface=127.0.0.1",
                $"--listen-ng={_control.Client.RemoteEndPoint}",
                "--port-min=40000",
                "--port-max=49999",
                "--num-threads=1",
                "--timeout=3600",
                "--silent-timeout=3600",
            ]
        )
        {
            UseShellExecute = false,
        };
        _process = Process.Start(info)!;
    }

    /// <summary>CPU time of all its threads.</summary>
    public TimeSpan Cpu =>
        Directory
            .EnumerateDirectories($"/proc/{_process.Id}/task")
            .Select(task => File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0])
            .Aggregate(
                TimeSpan.Zero,
                (sum, nanoseconds) => sum + TimeSpan.FromTicks(long.Parse(nanoseconds, CultureInfo.InvariantCulture) / 100)
            );

    /// <summary>A call between the two, the second of whom talks plain RTP.</summary>
    /// <returns>The SDP that each of them is given.</returns>
    public async Task<(string ToCaller, string ToCallee)> Call(string offer, string answer)
    {
        var call = Guid.NewGuid().ToString("n");
        var toCallee = await Ask("offer", call, offer);
        return (await Ask("answer", call, answer), toCallee);
    }

    public void Dispose()
    {
        _control.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    async Task<string> Ask(string command, string call, string sdp)
    {
        var rest = command == "offer" ? "18:transport-protocol7:RTP/AVP" : "6:to-tag1:b";
        var cookie = Text(++_asked);
        var request = Encoding.ASCII.GetBytes(
            $"{cookie} d3:ICE6:remove7:call-id{call.Length}:{call}7:command{command.Length}:{command}8:from-tag1:a3:sdp{sdp.Length}:{sdp}{rest}e"
        );
        for (var tries = 0; tries < 50; tries++)
        {
            try
            {
                await _control.SendAsync(request);
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                var answer = Encoding.ASCII.GetString((await _control.ReceiveAsync(limit.Token)).Buffer);
                if (answer.StartsWith(cookie + " ", StringComparison.Ordinal))
                {
                    var length = Sdp().Match(answer);
                    return length.Success
                        ? answer.Substring(
                            length.Index + length.Length,
                            int.Parse(length.Groups["length"].Value, CultureInfo.InvariantCulture)
                        )
                        : throw new InvalidOperationException($"rtpengine says {answer}");
                }
            }
            catch (Exception starting) when (starting is SocketException or OperationCanceledException)
            {
                using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
                await moment.WaitForNextTickAsync(); // it does not listen yet
            }
        }
        throw new InvalidOperationException("rtpengine does not answer");
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("3:sdp(?<length>[0-9]+):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sdp();
}
