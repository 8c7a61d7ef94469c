using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ConnectMe.Kernel.Design;

/// <summary>
/// Where a form says that it is saved: <c>&lt;saved when="Model.IsSaved" words="Opgeslagen" /&gt;</c>. It stands there empty before, since a screen reader reads
/// out only what changes in a status.
/// </summary>
[HtmlTargetElement("saved", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SavedTagHelper(AssetUrls assets) : TagHelper
{
    public bool When { get; set; }

    public string Words { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("role", "status");
        if (When)
        {
            var said = new TagBuilder("span");
            said.AddCssClass("meta ok fx");
            said.InnerHtml.AppendHtml(assets.SmallIcon("check")).Append(Words);
            output.Content.SetHtmlContent(said);
        }
    }
}
