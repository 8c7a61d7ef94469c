using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ConnectMe.Contacts.Exchange;
using ConnectMe.Kernel.Outside;

namespace ConnectMe.Contacts.CardDav;

/// <summary>Reads address books of CardDAV servers (RFC 6352): looks for the user's from the address that was given, and asks for all cards.</summary>
internal sealed class AddressBookServer : IDisposable
{
    /// <summary>For all of it.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly CardDavSettings _settings;
    readonly TimeProvider _time;
    readonly HttpClient _http;

    public AddressBookServer(CardDavSettings settings, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // the password goes where its owner said, and nowhere else
                UseCookies = false,
                UseProxy = false, // it would connect where we must not
                AutomaticDecompression = DecompressionMethods.None, // what is small on the way and huge here
                ConnectCallback = async (context, ct) => await OutsideHttp.Connect(context.DnsEndPoint, settings.PrivateServers, ct),
                // Radicale closes after each answer without a word of it: what is sent on a connection that it just closed is lost
                PooledConnectionLifetime = TimeSpan.Zero,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public bool IsUsable(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (
            uri.Scheme == Uri.UriSchemeHttps
                ? _settings.PrivateServers || !IPAddress.TryParse(uri.DnsSafeHost, out var ip) || OutsideAddress.IsPublic(ip)
                : uri.Scheme == Uri.UriSchemeHttp && _settings.PrivateServers
        );

    /// <returns>All cards one after the other, as one file of vCards.</returns>
    /// <exception cref="AddressBookException">They could not be read.</exception>
    public async Task<string> Cards(Uri address, string userName, string password, CancellationToken ct)
    {
        if (!IsUsable(address.AbsoluteUri))
        {
            throw new AddressBookException(AddressBookFault.NotAllowed);
        }

        using var late = new CancellationTokenSource(Patience, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        var session = new Session(_http, new AuthenticationHeaderValue("Basic", Basic(userName, password)));
        try
        {
            var cards = new StringBuilder();
            foreach (var book in await Books(session, address, limit.Token))
            {
                foreach (var card in DavXml.Cards(await session.Ask("REPORT", book, DavXml.AllCards, depth: 1, limit.Token)))
                {
                    cards.Append(card.Trim()).Append("\r\n");
                    if (cards.Length > ContactFile.MostBytes)
                    {
                        throw new AddressBookException(AddressBookFault.TooLarge);
                    }
                }
            }

            return cards.ToString();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or System.Net.Sockets.SocketException)
        {
            throw new AddressBookException(AddressBookFault.NotReached);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new AddressBookException(AddressBookFault.NotReached);
        }
        catch (XmlException)
        {
            throw new AddressBookException(AddressBookFault.NoAddressBook);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The address itself when it is an address book, else those of the user's home (RFC 6764 §6, RFC 6352 §7.1.1).</summary>
    static async Task<IReadOnlyList<Uri>> Books(Session session, Uri address, CancellationToken ct)
    {
        foreach (var start in new[] { address, new Uri(address, "/.well-known/carddav") })
        {
            var there = DavXml.Resources(await session.AskIfThere("PROPFIND", start, DavXml.WhatIsThere, depth: 0, ct));
            if (there is not [var found, ..])
            {
                continue;
            }

            if (found.IsAddressBook)
            {
                return [start];
            }

            var home = found.Home;
            if (home is null && found.Principal is { } principal)
            {
                var own = Within(start, principal);
                home = DavXml.Resources(await session.AskIfThere("PROPFIND", own, DavXml.WhatIsThere, depth: 0, ct)) is [var me, ..]
                    ? me.Home
                    : null;
            }

            if (home is not null)
            {
                var all = DavXml.Resources(await session.Ask("PROPFIND", Within(start, home), DavXml.WhatIsThere, depth: 1, ct));
                List<Uri> books = [.. all.Where(one => one.IsAddressBook).Take(MostBooks).Select(one => Within(start, one.Address))];
                if (books.Count > 0)
                {
                    return books;
                }
            }
        }

        throw new AddressBookException(AddressBookFault.NoAddressBook);
    }

    /// <summary>An address that the server said: on the same server, or not followed.</summary>
    static Uri Within(Uri address, string said) =>
        Uri.TryCreate(address, said, out var next)
        && next.Scheme == address.Scheme
        && next.Authority == address.Authority
        && next.UserInfo.Length == 0
            ? next
            : throw new AddressBookException(AddressBookFault.SentElsewhere);

    static string Basic(string userName, string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}"));

    const int MostBooks = 20;

    /// <summary>One fetch, with one password, from one server.</summary>
    sealed class Session(HttpClient http, AuthenticationHeaderValue signIn)
    {
        public async Task<XDocument> Ask(string method, Uri address, string body, int depth, CancellationToken ct) =>
            await AskIfThere(method, address, body, depth, ct) ?? throw new AddressBookException(AddressBookFault.NoAddressBook);

        /// <summary>Null: nothing there that speaks DAV.</summary>
        public async Task<XDocument?> AskIfThere(string method, Uri address, string body, int depth, CancellationToken ct)
        {
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), address);
                request.Content = new StringContent(body, Encoding.UTF8, "application/xml");
                request.Headers.Authorization = signIn;
                request.Headers.Add("Depth", $"{depth}");
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
                switch (response.StatusCode)
                {
                    case HttpStatusCode.MultiStatus:
                        return await DavXml.Read(await response.Content.ReadAsStreamAsync(ct), ct);
                    case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                        throw new AddressBookException(AddressBookFault.SignInRefused);
                    case >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest when response.Headers.Location is { } location:
                        address = Within(address, location.OriginalString);
                        break;
                    case >= HttpStatusCode.InternalServerError:
                        throw new AddressBookException(AddressBookFault.NotReached);
                    default:
                        return null;
                }
            }

            throw new AddressBookException(AddressBookFault.NoAddressBook);
        }

        const int MostRedirects = 4;
    }
}
