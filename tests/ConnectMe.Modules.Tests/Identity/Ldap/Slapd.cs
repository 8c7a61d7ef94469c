using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Identity.Ldap;

/// <summary>OpenLDAP's server as a process of its own, with TLS by an authority made here, and people of the test: killed, changed and started again.</summary>
public sealed class Slapd : IAsyncDisposable
{
    public const string Base = "dc=hofstra,dc=test";
    public const string Account = $"cn=connectme,{Base}";
    public const string AccountPassword = "zoekt mensen op";

    readonly TemporaryFolder _folder = new();
    Process? _process;

    public Slapd()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Proefautoriteit", key, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var from = TimeProvider.System.GetUtcNow().AddDays(-2);
        using var root = authority.CreateSelfSigned(from, from.AddDays(30));
        Authority = root.ExportCertificatePem();
        WriteCertificate(root, "server", from, from.AddDays(20));
        Directory.CreateDirectory(At("db"));
        File.WriteAllText(At("slapd.conf"), Configuration);
        File.WriteAllText(At("people.ldif"), People);
        Run("slapadd", "-f", At("slapd.conf"), "-l", At("people.ldif"));
    }

    /// <summary>As PEM.</summary>
    public string Authority { get; }

    /// <summary>For StartTLS.</summary>
    public int Port { get; } = FreePort();

    public int TlsPort { get; } = FreePort();

    public async Task Start()
    {
        _process = Process.Start(
            Tool("slapd"),
            ["-f", At("slapd.conf"), "-h", $"ldap://127.0.0.1:{Port} ldaps://127.0.0.1:{TlsPort}", "-d", "0"]
        );
        await Eventually.Is(async () =>
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, TlsPort);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }

    /// <summary>As when the machine loses its power.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <param name="ldif">Changes (RFC 2849).</param>
    public async Task Change(string ldif)
    {
        await Kill();
        await File.WriteAllTextAsync(At("change.ldif"), ldif);
        Run("slapmodify", "-f", At("slapd.conf"), "-l", At("change.ldif"));
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await Kill();
        }

        _folder.Dispose();
    }

    public static string Person(string uid, string more = "", string place = "ou=mensen", string? mail = null) =>
        $"""
            dn: uid={uid},{place},{Base}
            objectClass: inetOrgPerson
            uid: {uid}
            cn: {char.ToUpperInvariant(uid[0])}{uid[1..]} uit de directory
            sn: {uid}
            mail: {mail ?? $"{uid}@garagehofstra.example"}
            userPassword: {PasswordOf(uid)}
            {more}


            """;

    public static string PasswordOf(string uid) => $"windows van {uid}";

    string At(string name) => Path.Combine(_folder.Path, name);

    void WriteCertificate(X509Certificate2 root, string name, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.Create(root, from, to, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(At($"{name}.pem"), made.ExportCertificatePem());
        File.WriteAllText(At($"{name}.key"), key.ExportPkcs8PrivateKeyPem());
    }

    static void Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Tool(tool), arguments) { RedirectStandardError = true, UseShellExecute = false }
        )!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }

    static string Tool(string name) => File.Exists($"/usr/sbin/{name}") ? $"/usr/sbin/{name}" : name;

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>bind_anon_dn: a name without a password is "success", as with Active Directory (RFC 4513 §5.1.2). The classes named after it are Microsoft's.</summary>
    string Configuration =>
        $$"""
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/inetorgperson.schema
            attributetype ( 1.2.840.113556.1.4.221 NAME 'sAMAccountName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
            attributetype ( 1.2.840.113556.1.4.656 NAME 'userPrincipalName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
            attributetype ( 1.2.840.113556.1.4.782 NAME 'objectCategory' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
            attributetype ( 1.2.840.113556.1.4.2 NAME 'objectGUID' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
            attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
            objectclass ( 1.2.840.113556.1.5.9 NAME 'user' SUP organizationalPerson STRUCTURAL MAY ( sAMAccountName $ userPrincipalName $ objectCategory $ objectGUID $ userAccountControl $ displayName $ mail $ mobile ) )
            modulepath /usr/lib/ldap
            moduleload back_mdb
            moduleload ppolicy
            allow bind_anon_dn
            TLSCertificateFile {{At("server.pem")}}
            TLSCertificateKeyFile {{At("server.key")}}
            database mdb
            suffix "{{Base}}"
            directory {{At("db")}}
            access to attrs=userPassword by anonymous auth by * none
            access to dn.subtree="{{Base}}" by dn.exact="{{Account}}" read by * none
            """;

    static string People =>
        $"""
            dn: {Base}
            objectClass: organization
            objectClass: dcObject
            o: Hofstra
            dc: hofstra

            dn: ou=mensen,{Base}
            objectClass: organizationalUnit
            ou: mensen

            dn: ou=elders,{Base}
            objectClass: organizationalUnit
            ou: elders

            dn: {Account}
            objectClass: organizationalRole
            objectClass: simpleSecurityObject
            cn: connectme
            userPassword: {AccountPassword}

            dn: cn=bellers,{Base}
            objectClass: groupOfNames
            cn: bellers
            member: uid=proef,ou=mensen,{Base}

            dn: cn=Windows Wim,ou=mensen,{Base}
            objectClass: user
            cn: Windows Wim
            sn: Wim
            displayName: Wim van Windows
            sAMAccountName: wwim
            userPrincipalName: wim@hofstra.local
            objectCategory: person
            objectGUID:: /wABKikqXFwAMAAwMDAwMA==
            userAccountControl: 512
            mail: wim@garagehofstra.example
            userPassword: {PasswordOf("wim")}


            """
        + string.Concat(
            (
                (string[])
                    [
                        "proef",
                        "linda",
                        "omar",
                        "stef",
                        "gerda",
                        "tess",
                        "kim",
                        "milan",
                        "vera",
                        "weg1",
                        "weg2",
                        "blijft",
                        "gast",
                        "roos",
                        "ook1",
                        "ook2",
                        "oud",
                    ]
            ).Select(uid => Person(uid))
        )
        + Person("buiten")
        + Person("dubbel")
        + Person("dubbel", place: "ou=elders")
        + Person("uit", "pwdAccountLockedTime: 000001010000Z")
        + Person("nieuw", "mobile: 06 12345670\nou: Werkplaats", mail: "nieuw@hofstra.example")
        + Person("anders", mail: "vreemd@elders.example")
        + Person("steler", mail: "bram@garagehofstra.example")
        + Person("genoot");
}
