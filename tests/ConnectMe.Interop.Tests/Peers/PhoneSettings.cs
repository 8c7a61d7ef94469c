namespace ConnectMe.Interop.Tests.Peers;

/// <summary>How a baresip is set up.</summary>
internal sealed record PhoneSettings
{
    public static PhoneSettings Encrypted { get; } = new() { Transport = "tls", MediaEncryption = "srtp-mand" };

    public static PhoneSettings G722 { get; } = new() { Codecs = "G722/16000", SampleRate = 16000 };

    public static PhoneSettings Opus { get; } =
        new()
        {
            Codecs = "opus/48000/2",
            SampleRate = 48000,
            Channels = 2,
        };

    /// <summary>udp, tcp or tls.</summary>
    public string Transport { get; init; } = "udp";

    /// <summary>PCMU,PCMA or G722/16000 or opus/48000/2: in capitals, but for Opus.</summary>
    public string Codecs { get; init; } = "PCMU,PCMA";

    /// <summary>The tone that it says must have the codec's sample rate.</summary>
    public int SampleRate { get; init; } = 8000;

    public int Channels { get; init; } = 1;

    /// <summary>Nothing, srtp, srtp-mand or dtls_srtp.</summary>
    public string? MediaEncryption { get; init; }

    public bool AnswersAtOnce { get; init; }

    public int RegisterSeconds { get; init; } = 600;

    /// <summary>It says its tone so long in each call; then it is silent.</summary>
    public int ToneSeconds { get; init; } = 60;

    /// <summary>It subscribes to the messages of its account (RFC 3842).</summary>
    public bool AsksForMessages { get; init; }

    /// <summary>Its output has all SIP messages.</summary>
    public bool Trace { get; init; } = true;

    public string AccountLine(PhoneAccount account)
    {
        var line =
            $"<sip:{account.Name}@{account.Registrar};transport={Transport}>;auth_user={account.Name};auth_pass={account.Secret};"
            + $"regint={RegisterSeconds};audio_codecs={Codecs}";
        line += MediaEncryption is null ? "" : $";mediaenc={MediaEncryption}";
        return line + (AnswersAtOnce ? ";answermode=auto" : "");
    }

    public string Config(string folder, int port, int control) =>
        $"""
            poll_method epoll
            sip_listen 127.0.0.1:{port}
            {(Transport == "tls" ? TlsLines : "")}
            call_local_timeout 120
            call_max_calls 8
            audio_source aufile,{folder}/says.wav
            audio_player aubridge,nil
            audio_alert aubridge,nil
            {(SampleRate == 8000 ? "ausrc_srate 8000\nauplay_srate 8000" : "")}
            ausrc_format s16
            auplay_format s16
            rtp_ports {port + 4}-{port + 23}
            jitter_buffer_delay 5-10
            net_interface 127.0.0.1
            snd_path {folder}
            module_path {ModulePath}
            module uuid.so
            module g711.so
            module g722.so
            module opus.so
            module sndfile.so
            module aubridge.so
            module aufile.so
            module srtp.so
            module dtls_srtp.so
            module account.so
            module_app menu.so
            {(AsksForMessages ? "module_app mwi.so" : "")}
            module_app debug_cmd.so
            module_app ctrl_tcp.so
            ctrl_tcp_listen 127.0.0.1:{control}

            """;

    /// <summary>It has a certificate of its own, and connects to nobody whose certificate is not of the authority of the tests.</summary>
    static string TlsLines =>
        $"sip_certificate {CertificateAuthority.OfTheTests.ServerPath}\nsip_cafile {CertificateAuthority.OfTheTests.CertificatePath}";

    static string ModulePath { get; } =
        Directory.Exists("/usr/lib/baresip/modules") ? "/usr/lib/baresip/modules" : "/usr/lib/x86_64-linux-gnu/baresip/modules";
}
