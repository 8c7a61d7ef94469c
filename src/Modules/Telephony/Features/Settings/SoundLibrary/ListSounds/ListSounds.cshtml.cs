using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>The company's sounds (A8-01), and which of them is the music on hold.</summary>
[Authorize(Rights.Administrator)]
internal sealed class ListSounds(
    IHandle<ListSounds.Command> choose,
    ICurrentUser me,
    ITelephonyConfigurations configurations,
    IEnumerable<ISoundUses> uses
) : FormPage<ListSounds.Fields>("_MusicOnHold")
{
    public const string Address = "/admin/sounds";

    ILookup<Guid, string> _uses = Enumerable.Empty<SoundUse>().ToLookup(use => use.Sound, use => use.By);

    public IReadOnlyList<CompanySound> Sounds { get; private set; } = [];

    public IEnumerable<Choice> Music =>
        Sounds.Where(sound => sound.Kind is SoundKind.Music).Select(sound => new Choice($"{sound.Id}", sound.Name));

    public IEnumerable<string> UsesOf(Guid sound) => _uses[sound];

    public static string Length(double seconds)
    {
        var whole = Math.Max(1, (int)Math.Round(seconds));
        return string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00}");
    }

    protected override async Task<Fields?> Load(CancellationToken ct)
    {
        var configuration = await configurations.Of(me.Company, ct);
        Sounds = configuration.Sounds;
        List<SoundUse> all = [];
        foreach (var one in uses)
        {
            all.AddRange(await one.Of(me.Company, ct));
        }

        _uses = all.ToLookup(use => use.Sound, use => use.By);
        return new Fields { Music = configuration.MusicOnHold };
    }

    protected override Task<Outcome> Save(CancellationToken ct) => choose.Handle(new Command(Input), ct);

    public sealed record Fields
    {
        /// <summary>Null: what is shipped.</summary>
        public Guid? Music { get; init; }
    }

    public sealed record Command(Fields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, ITelephonyConfigurations configurations, IStringLocalizer<SettingsText> text) =>
            RuleFor(command => command.Input.Music)
                .MustAsync(
                    async (music, ct) =>
                        music is null
                        || (await configurations.Of(me.Company, ct)).Sounds.Any(sound => sound.Id == music && sound.Kind is SoundKind.Music)
                )
                .WithMessage(_ => text["ChooseOne"]);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = ConfigurationStreams.MusicOnHold(me.Company);
            await session.Events.WriteToAggregate<MusicOnHold>(
                id,
                stream => stream.AppendOne(new MusicOnHoldChosen(id, command.Input.Music)),
                ct
            );
            return Outcome.Done;
        }
    }
}
