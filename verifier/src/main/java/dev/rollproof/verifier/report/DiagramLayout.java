package dev.rollproof.verifier.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.report.Diagram.Box;
import dev.rollproof.verifier.report.Diagram.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Lets the Eclipse Layout Kernel place the boxes of a diagram: parents left of their children, keys routed at right angles from the
 * parent's head to the column that refers to it.
 */
final class DiagramLayout {
    private static final double ASPECT_RATIO = 1.6;
    private static final double BETWEEN = 28;
    private static final double BETWEEN_LAYERS = 56;
    private static final double BESIDE_EDGE = 14;
    /** More tables stand as close as they can: straight keys would spread them over three times the room. */
    private static final int MANY = 24;

    private final Diagram diagram;
    private final ElkNode graph = ElkGraphUtil.createGraph();
    private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
    private final Map<String, ElkPort> heads = new HashMap<>();
    private final Map<ElkEdge, String> edges = new LinkedHashMap<>();

    private DiagramLayout(Diagram diagram, LayeringStrategy layering) {
        this.diagram = diagram;
        options(layering);
        diagram.boxes().forEach(this::node);
        diagram.boxes().forEach(this::edges);
        new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
    }

    /** The layout that can be shown largest on a screen. */
    static DiagramLayout of(Diagram diagram) {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        // Layers of bounded height suit stars, where hundreds of tables refer to one; free ones suit long chains.
        List<LayeringStrategy> layerings = diagram.boxes().size() > MANY
                ? List.of(LayeringStrategy.COFFMAN_GRAHAM, LayeringStrategy.NETWORK_SIMPLEX)
                : List.of(LayeringStrategy.NETWORK_SIMPLEX);
        return layerings.stream()
                .map(layering -> new DiagramLayout(diagram, layering))
                .min(Comparator.comparingDouble(DiagramLayout::extent))
                .orElseThrow();
    }

    private double extent() {
        return Math.max(graph.getWidth() / ASPECT_RATIO, graph.getHeight());
    }

    /** Writes where every box stands, and the way of every key. */
    void write(ObjectNode node) {
        node.put("width", Math.round(graph.getWidth())).put("height", Math.round(graph.getHeight()));
        ObjectNode boxes = node.putObject("boxes");
        nodes.forEach((name, box) -> {
            ArrayNode place = boxes.putArray(name);
            List.of(box.getX(), box.getY(), box.getWidth(), box.getHeight()).forEach(n -> place.add(Math.round(n)));
        });
        ObjectNode routes = node.putObject("routes");
        edges.forEach((edge, name) -> {
            ArrayNode route = routes.putArray(name);
            points(edge).forEach(n -> route.add(Math.round(n)));
        });
    }

    private void options(LayeringStrategy layering) {
        graph.setProperty(LayeredOptions.LAYERING_STRATEGY, layering);
        graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        graph.setProperty(CoreOptions.SEPARATE_CONNECTED_COMPONENTS, true);
        graph.setProperty(CoreOptions.ASPECT_RATIO, ASPECT_RATIO);
        graph.setProperty(CoreOptions.PADDING, new ElkPadding(BETWEEN));
        graph.setProperty(CoreOptions.SPACING_NODE_NODE, BETWEEN);
        graph.setProperty(CoreOptions.SPACING_COMPONENT_COMPONENT, BETWEEN);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, BESIDE_EDGE);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, BESIDE_EDGE);
        int all = diagram.boxes().size();
        graph.setProperty(
                LayeredOptions.NODE_PLACEMENT_STRATEGY,
                all > MANY ? NodePlacementStrategy.SIMPLE : NodePlacementStrategy.NETWORK_SIMPLEX);
        if (all > MANY) {
            graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, BESIDE_EDGE / 2);
            graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, BESIDE_EDGE / 2);
            graph.setProperty(
                    LayeredOptions.LAYERING_COFFMAN_GRAHAM_LAYER_BOUND, (int) Math.ceil(1.1 * Math.sqrt(all)));
        }
    }

    private void node(String name, Box box) {
        ElkNode node = ElkGraphUtil.createNode(graph);
        node.setDimensions(Diagram.width(box), diagram.height(name, box));
        node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
        nodes.put(name, node);
    }

    private void edges(String name, Box box) {
        ElkNode child = node(name);
        box.references().forEach((reference, row) -> {
            if (!nodes.containsKey(reference.parent())) {
                return;
            }
            ElkPort column = port(child, PortSide.WEST, Diagram.HEADER + row * Diagram.ROW + Diagram.ROW / 2.0);
            ElkPort head = heads.computeIfAbsent(
                    reference.parent(), parent -> port(node(parent), PortSide.EAST, Diagram.HEADER / 2.0));
            edges.put(ElkGraphUtil.createSimpleEdge(head, column), key(name, reference));
        });
    }

    private ElkNode node(String name) {
        ElkNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException(name + " has no box");
        }
        return node;
    }

    private static ElkPort port(ElkNode node, PortSide side, double y) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setProperty(CoreOptions.PORT_SIDE, side);
        port.setLocation(side == PortSide.WEST ? 0 : node.getWidth(), y);
        return port;
    }

    /** As the page asks for it; a line end parts what any name may hold but hardly does. */
    private static String key(String child, Reference reference) {
        return child + "\n" + String.join("\n", reference.columns()) + "\n\n" + reference.parent();
    }

    private static List<Double> points(ElkEdge edge) {
        List<Double> points = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            points.addAll(List.of(section.getStartX(), section.getStartY()));
            for (ElkBendPoint bend : section.getBendPoints()) {
                points.addAll(List.of(bend.getX(), bend.getY()));
            }
            points.addAll(List.of(section.getEndX(), section.getEndY()));
        }
        return points;
    }
}
