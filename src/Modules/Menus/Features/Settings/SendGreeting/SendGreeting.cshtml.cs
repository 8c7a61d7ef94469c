using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Media.Audio;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Keeping;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Menus.Features;

/// <summary>What a menu says, as a WAV file (A8-01, A8-02), or what all menus say that have none.</summary>
[Authorize(Rights.Administrator)]
[RequestSizeLimit(4 * MenuGreeting.MostBytes)]
internal sealed class SendGreeting(MenusInMemory menus, ICurrentUser me, IHandle<SendGreeting.Command> send) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(Name = "file")]
    public IFormFile? Sent { get; set; }

    [BindProperty(Name = "remove")]
    public bool Removes { get; set; }

    public Menu Menu { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Load(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await Load(ct))
        {
            return NotFound();
        }

        return await send.Handle(new Command(Id, Removes ? null : await Content(ct)), ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_SendGreeting", invalid, prefix: "")
            : this.GoTo($"{ListMenus.Address}/{Id}");
    }

    async Task<bool> Load(CancellationToken ct)
    {
        if ((await menus.Of(me.Company, ct)).FindMenu(Id) is not { } menu)
        {
            return false;
        }

        Menu = menu;
        return true;
    }

    /// <summary>No more of it than shows that it is too much.</summary>
    async Task<byte[]> Content(CancellationToken ct)
    {
        if (Sent is null)
        {
            return [];
        }

        await using var sent = Sent.OpenReadStream();
        var content = new byte[Math.Min(Sent.Length, MenuGreeting.MostBytes + 1)];
        await sent.ReadExactlyAsync(content, ct);
        return content;
    }

    /// <param name="Wav">Null: what all menus say.</param>
    public sealed record Command(Guid Menu, byte[]? Wav);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<MenusText> text) =>
            RuleFor(command => command.Wav)
                .Must(wav => wav is not { Length: 0 })
                .WithMessage(_ => text["FileNone"])
                .Must(wav => wav is not { Length: > MenuGreeting.MostBytes })
                .WithMessage(_ => text["FileTooLarge", MenuGreeting.MostBytes / 1024 / 1024])
                .OverridePropertyName("file");
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, IStringLocalizer<MenusText> text) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            Guid? id = null;
            if (command.Wav is { } wav)
            {
                var reason = WavReader.Read(wav, out var sound);
                if (reason is not WavMalformedReason.None || sound!.Length.TotalSeconds > MenuGreeting.MostSeconds)
                {
                    return new Outcome.Invalid([new ValidationFailure("file", Why(reason))]);
                }

                id = Guid.CreateVersion7();
                session.Store(
                    new MenuGreeting(id.Value, command.Menu, WavWriter.Write(sound, MenuGreeting.Rate), sound.Length.TotalSeconds)
                );
            }

            var kept = id ?? Guid.Empty;
            session.DeleteWhere<MenuGreeting>(greeting => greeting.MenuId == command.Menu && greeting.Id != kept);
            await session.Decide(
                me.Company,
                menus => menus.FindMenu(command.Menu) is { } menu ? menus.Put(menu with { GreetingId = id }) : [],
                ct
            );
            return Outcome.Done;
        }

        string Why(WavMalformedReason reason) =>
            reason switch
            {
                WavMalformedReason.None or WavMalformedReason.TooLong => text["FileTooLong", MenuGreeting.MostSeconds],
                WavMalformedReason.TooLarge => text["FileTooLarge", MenuGreeting.MostBytes / 1024 / 1024],
                WavMalformedReason.Encoding or WavMalformedReason.SampleRate or WavMalformedReason.Channels => text["FileEncoding"],
                WavMalformedReason.NotWave => text["FileNotWave"],
                _ => text["FileBroken"],
            };
    }
}
