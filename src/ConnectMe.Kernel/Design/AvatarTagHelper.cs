using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ConnectMe.Kernel.Design;

/// <summary>
/// A person's disc: <c>&lt;avatar name="Sanne de Vries" of="@id" size="l" /&gt;</c>. The style sheet writes the initials, below the photo of who has one;
/// readers skip both: the name stands beside it.
/// </summary>
[HtmlTargetElement("avatar", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AvatarTagHelper(IPhotos photos, IPersonFacts facts) : TagHelper
{
    public string Name { get; set; } = "";

    /// <summary>"s", "l" or "xl"; 40 px without.</summary>
    public string? Size { get; set; }

    /// <summary>Whose photo the disc shows, also when it changes later (wwwroot/js/faces.js); null of who is no user.</summary>
    public Guid? Of { get; set; }

    /// <summary>The colleague of whom the disc shows the photo, and whether they are rung or in a call, else their status, also when it changes later (wwwroot/js/lines.js).</summary>
    public Guid? LineOf { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
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
            output.Content.AppendHtml(Disc(person, (await facts.Of(person, View.HttpContext.RequestAborted)).State));
        }
    }

    static TagBuilder Disc(Guid person, ShownState? state)
    {
        var disc = new TagBuilder("span");
        disc.AddCssClass("pres");
        disc.Attributes["data-line-of"] = person.ToString();
        disc.Attributes["role"] = "img";
        if (state is null)
        {
            disc.Attributes["hidden"] = "";
            return disc;
        }

        disc.Attributes["data-p"] = state.Disc;
        disc.Attributes["aria-label"] = state.Words;
        return disc;
    }
}
