namespace TensorCalculus.Cli;

/// <summary>The examples that each command's help ends with. The tests run them.</summary>
internal static class Examples
{
    private const string Root =
        """
          tcalc derive "y_{ij} = x_{ik} a_{kj}"                    gradients of a matrix product, step by step
          tcalc check -f samples/layer-norm.tc                     are the derived gradients right?
          tcalc emit --target torch "y_i = sigmoid(x_i)"           a module that computes them
          tcalc graph "h_i = tanh(w_{ij} x_j)" "y = h_i h_i"       the dependency graph, for Mermaid
        """;

    private const string Derive =
        """
          tcalc derive "y_{ij} = x_{ik} a_{kj}"                    all gradients, with the worked derivation
          tcalc derive --no-steps "y_i = f(x_i)"                   the formulas alone
          tcalc derive --wrt x --mode jacobian "s_i = softmax_{i}(x_i)"
          tcalc derive --format latex "l = 1_i (x_i - t_i)^2"      for a paper
          tcalc derive --format json -f samples/layer-norm.tc      for a script
          tcalc derive -f -                                        reads the program from standard input
        """;

    private const string Check =
        """
          tcalc check "y_i = exp(x_i) / (1_j exp(x_j))"            exit status 0: all formulas agree
          tcalc check -f samples/layer-norm.tc --size h=64 --seed 7
          tcalc check --wrt gamma --format json -f samples/layer-norm.tc
        """;

    private const string Emit =
        """
          tcalc emit "y_{ij} = x_{ik} a_{kj}"                      a NumPy module: forward and backward
          tcalc emit --target torch "s_i = softmax_{i}(x_i)"       and a torch.autograd.Function
          tcalc emit --target csharp --wrt x "y = x_i x_i"         a static class
          tcalc emit --cost -f samples/layer-norm.tc               operations and memory, as formulas in the sizes
        """;

    private const string Graph =
        """
          tcalc graph -f samples/layer-norm.tc                     a Mermaid flowchart
          tcalc graph --format dot -f samples/layer-norm.tc        for Graphviz: … | dot -Tsvg > graph.svg
        """;

    /// <summary>The examples of a command, or <see langword="null"/>.</summary>
    public static string Of(string command) => command switch
    {
        "derive" => Derive,
        "check" => Check,
        "emit" => Emit,
        "graph" => Graph,
        _ => Root,
    };
}
