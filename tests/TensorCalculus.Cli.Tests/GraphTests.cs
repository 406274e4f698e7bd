namespace TensorCalculus.Cli.Tests;

public class GraphTests
{
    [Theory]
    [InlineData]
    [InlineData("--format", "mermaid")]
    public void Mermaid_is_the_default(params string[] format)
    {
        string answer = Call.Of(["graph", .. format, Call.Matmul]).Answer;
        answer.Should().StartWith("flowchart LR\n").And.Contain("t_x --> t_y").And.Contain("dl_dy --> dl_dx").And.Contain("t_a -.-> dl_dx");
    }

    [Fact]
    public void Dot_is_for_graphviz() =>
        Call.Of("graph", "--format", "dot", Call.Matmul).Answer.Should().StartWith("digraph program {\n").And.EndWith("}\n");

    [Fact]
    public void Only_what_is_asked_for_is_drawn() =>
        Call.Of("graph", "--wrt", "x", Call.Matmul).Answer.Should().Contain("dl_dx").And.NotContain("dl_da");
}
