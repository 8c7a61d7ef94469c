using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Kernel.Design;

/// <summary>
/// A person's disc: <c>&lt;avatar name="Sanne de Vries" of="@id" size="l" /&gt;</c>. The style sheet writes the initials, below the photo of who has one;
/// readers skip both: the name stands beside it.
/// </summary>
[HtmlTargetElement("avatar", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AvatarTagHelper(IStringLocalizer<DesignText> text, IPhotos photos) : TagHelper
{
    public string Name { get; set; } = "";

    /// <summary>"s", "l" or "xl"; 40 px without.</summary>
    public string? Size { get; set; }

    /// <summary>Whose photo the disc shows, also when it changes later (wwwroot/js/faces.js); null of who is no user.</summary>
    public Guid? Of { get; set; }

    /// <summary>The colleague whose photo and line state the disc shows, also when it changes later (wwwroot/js/lines.js).</summary>
    public Guid? LineOf { get; set; }

    /// <summary>"ring" or "call"; null or empty: no call.</summary>
    public string? Line { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Size is null ? "av" : $"av av--{Size}");
        output.Attributes.SetAttribute("data-h", Initials.HueOf(Name));
        output.Attributes.SetAttribute("data-initials", Initials.Of(Name));
        if ((Of ?? LineOf) is { } shown)
        {
            output.Attributes.SetAttribute("data-face-of", shown);
            if (photos.AddressOf(shown) is { } photo)
            {
                output.Content.AppendHtml($"<img src=\"{photo}\" alt=\"\" decoding=\"async\">");
            }
        }

        if (LineOf is { } person)
        {
            output.Content.AppendHtml(
                Line is { Length: > 0 } line
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"<span class=\"pres\" data-line-of=\"{person}\" data-p=\"{line}\" role=\"img\" aria-label=\"{text[$"Line-{line}"].Value}\"></span>"
                    )
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"<span class=\"pres\" data-line-of=\"{person}\" role=\"img\" hidden></span>"
                    )
            );
        }
    }
}
