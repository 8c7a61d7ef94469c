using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Outside;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Waking;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>The user's browser may be woken when they are called while no page is open (B1). Called by <c>wwwroot/js/push.js</c>.</summary>
internal static class WakeByPush
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var push = routes.MapGroup("/push").RequireAuthorization().DisableAntiforgery(); // the Host checks the token of every unsafe request
        push.MapGet("/key", async (VapidKeys keys, CancellationToken ct) => TypedResults.Text((await keys.Mine(ct)).Public));
        push.MapPost("", Take);
        push.MapPost("/stop", Stop);
    }

    static async Task<IResult> Take([FromForm] Form? form, HttpContext http, IHandle<Command> take, CancellationToken ct) =>
        await take.Handle(new Command(form?.Endpoint, form?.Key, form?.Secret, $"{http.Request.Scheme}://{http.Request.Host}"), ct)
        is Outcome.Invalid
            ? TypedResults.UnprocessableEntity()
            : TypedResults.NoContent();

    static async Task<IResult> Stop([FromForm] Form? form, ICurrentUser me, PushSubscriptions subscriptions, CancellationToken ct)
    {
        foreach (var own in (await subscriptions.Of(me.Company, me.User, ct)).Where(own => own.Endpoint == form?.Endpoint))
        {
            await subscriptions.Remove(me.Company, own, ct);
        }

        return TypedResults.NoContent();
    }

    /// <param name="Key">The browser's public key, in base64url.</param>
    /// <param name="Secret">Its authentication secret, likewise.</param>
    public sealed record Command(string? Endpoint, string? Key, string? Secret, string Origin);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(PushSettings settings, IStringLocalizer<TelephonyText> text)
        {
            RuleFor(command => command.Endpoint)
                .Must(endpoint => OutsideAddress.IsUsable(endpoint, settings.PrivateServices))
                .WithMessage(_ => text["PushFailed"]);
            RuleFor(command => command.Key).Must(key => MessageEncryption.IsKey(Bytes(key))).WithMessage(_ => text["PushFailed"]);
            RuleFor(command => command.Secret)
                .Must(secret => Bytes(secret).Length == MessageEncryption.SecretLength)
                .WithMessage(_ => text["PushFailed"]);
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, PushSubscriptions subscriptions, TimeProvider time)
        : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(command.Endpoint!)).AsSpan(0, 16));
            var others = (await subscriptions.Of(me.Company, me.User, ct)).Where(own => own.Id != id).ToList();
            foreach (var oldest in others.SkipLast(PushSubscriptions.MostPerPerson - 1))
            {
                session.Delete(oldest);
            }

            session.Store(
                new PushSubscription(
                    id,
                    me.User.Value,
                    me.Session,
                    command.Endpoint!,
                    Bytes(command.Key),
                    Bytes(command.Secret),
                    command.Origin,
                    CultureInfo.CurrentUICulture.Name,
                    time.GetUtcNow()
                )
            );
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }

    /// <summary>Empty for what is no base64url, or far too long.</summary>
    static byte[] Bytes(string? text) =>
        text is { Length: > 0 and <= 200 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];

    // Properties, not constructor parameters: the form mapper takes every parameter for required.
    sealed record Form
    {
        public string? Endpoint { get; init; }
        public string? Key { get; init; }
        public string? Secret { get; init; }
    }
}
